package io.mcpscore.engine.check.config;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.YamlMembers;
import io.mcpscore.engine.source.SourceFile;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** How compose files and Kubernetes manifests say that containers are run. */
final class ContainerSettings {

  private static final Pattern YAML = Pattern.compile(".*\\.ya?ml");
  private static final Pattern COMPOSE =
      Pattern.compile("(?:.*/)?(?:docker-)?compose[^/]*\\.ya?ml");
  private static final Pattern MANIFEST = Pattern.compile("(?m)^\\s{0,8}apiVersion:");
  private static final Pattern OTHER =
      Pattern.compile("(?:.*/)?(?:\\.github/.*|pnpm-lock\\.yaml|[^/]*-lock\\.ya?ml)");

  private ContainerSettings() {}

  /**
   * Visits every value of files that mention a word.
   *
   * @param word without which a file is not read
   */
  static void visit(CheckContext context, String word, BiConsumer<SourceFile, Member> visitor) {
    for (SourceFile file : context.files()) {
      boolean candidate =
          file.role().deducts()
              && YAML.matcher(file.path()).matches()
              && !OTHER.matcher(file.path()).matches();
      if (!candidate) {
        continue;
      }
      String latin = file.text().latin1();
      if (latin.contains(word)
          && (COMPOSE.matcher(file.path()).matches() || MANIFEST.matcher(latin).find())) {
        List<Member> members = YamlMembers.read(file.text());
        members.stream().filter(m -> m.value() != null).forEach(m -> visitor.accept(file, m));
      }
    }
  }
}
