package io.mcpscore.engine.check.client;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.format.JsonMembers;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.TomlMembers;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The servers that the client settings of a repository name: Claude, Cursor, VS Code and others.
 */
public final class ClientServers {

  private static final Pattern EDITOR =
      Pattern.compile("(?:.*/)?\\.vscode/(?:mcp|settings)\\.json");
  private static final Pattern CODEX = Pattern.compile("(?:.*/)?\\.codex/config\\.toml");
  private static final Pattern JSON = Pattern.compile(".*\\.jsonc?|.*\\.mcp\\.json");

  private ClientServers() {}

  /** All of them, ordered by file and place. */
  public static List<ClientServer> of(CheckContext context) {
    List<ClientServer> out = new ArrayList<>();
    for (SourceFile file : context.files()) {
      if (file.role().deducts()) {
        out.addAll(in(file));
      }
    }
    return out;
  }

  private static List<ClientServer> in(SourceFile file) {
    if (CODEX.matcher(file.path()).matches()) {
      return servers(file, TomlMembers.read(file.text()), "mcp_servers");
    }
    if (!JSON.matcher(file.path()).matches()) {
      return List.of();
    }
    String latin = file.text().latin1();
    boolean editor = EDITOR.matcher(file.path()).matches();
    if (!latin.contains("\"mcpServers\"") && !(editor && latin.contains("\"servers\""))) {
      return List.of();
    }
    return servers(file, JsonMembers.read(file.text().bytes()), editor ? "servers" : "mcpServers");
  }

  private static List<ClientServer> servers(SourceFile file, List<Member> members, String group) {
    Map<List<String>, List<Member>> byServer = new LinkedHashMap<>();
    for (Member m : members) {
      int at = m.path().indexOf(group);
      at = at < 0 ? m.path().indexOf("mcpServers") : at;
      if (at >= 0 && at <= 3 && m.path().size() > at + 2) {
        List<String> owner = m.path().subList(0, at + 2);
        List<String> path = m.path().subList(at + 2, m.path().size());
        byServer
            .computeIfAbsent(owner, o -> new ArrayList<>())
            .add(new Member(path, m.value(), m.start(), m.end()));
      }
    }
    List<ClientServer> out = new ArrayList<>();
    byServer.forEach((owner, all) -> out.add(new ClientServer(file, owner.getLast(), all)));
    return out;
  }
}
