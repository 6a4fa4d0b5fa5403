package io.mcpscore.engine.check.config;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.format.JsonMembers;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a repository says to a registry of servers ({@code server.json}) or to a client that
 * installs it ({@code manifest.json} of a bundle).
 *
 * @param file where
 * @param members all of its values
 */
record ServerManifests(SourceFile file, List<Member> members) {

  /** All of them. */
  static List<ServerManifests> of(CheckContext context) {
    List<ServerManifests> out = new ArrayList<>();
    for (SourceFile file : context.files()) {
      String name = file.path().substring(file.directory().length());
      if (file.role().deducts() && (name.equals("server.json") || name.equals("manifest.json"))) {
        ServerManifests manifest = new ServerManifests(file, JsonMembers.read(file.text().bytes()));
        boolean registry =
            name.equals("server.json") && (manifest.has("packages") || manifest.has("remotes"));
        boolean bundle = manifest.has("server", "type") && manifest.has("version");
        if (registry || bundle) {
          out.add(manifest);
        }
      }
    }
    return out;
  }

  /** Whether it speaks to a registry of servers, and not to a client. */
  boolean isRegistry() {
    return file.path().endsWith("server.json");
  }

  /** One value. */
  Optional<Member> one(String... path) {
    return members.stream().filter(m -> m.isAt(path) && m.value() != null).findFirst();
  }

  private boolean has(String... path) {
    return members.stream().anyMatch(m -> m.isBelow(path));
  }
}
