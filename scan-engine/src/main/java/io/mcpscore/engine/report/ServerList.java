package io.mcpscore.engine.report;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.report.PartResult.DeclaredServer;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Server;
import io.mcpscore.model.Tool;
import io.mcpscore.model.score.SafetyScore;
import io.mcpscore.model.score.ScoreCard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Grades every server of a repository on its own. A server is a package with a server object or
 * with tools; its findings are those of the files that are in its package and in no server's below
 * it.
 */
final class ServerList {

  private ServerList() {}

  /** The servers, ordered by directory. */
  static List<Server> of(
      List<DeclaredServer> all, List<Tool> tools, List<Finding> findings, Faults faults) {
    Map<String, List<DeclaredServer>> declared = new TreeMap<>();
    for (DeclaredServer server : all) {
      declared.computeIfAbsent(server.directory(), d -> new ArrayList<>()).add(server);
    }
    tools.forEach(t -> declared.computeIfAbsent(t.server(), d -> new ArrayList<>()));
    List<String> directories = List.copyOf(declared.keySet());
    List<Server> out = new ArrayList<>();
    declared.forEach(
        (directory, servers) ->
            faults
                .attempt(
                    "The server in " + (directory.isEmpty() ? "the root" : directory),
                    () ->
                        server(
                            directory,
                            servers,
                            tools.stream().filter(t -> t.server().equals(directory)).toList(),
                            findings.stream()
                                .filter(f -> nearest(directories, f.file()).equals(directory))
                                .toList()))
                .ifPresent(out::add));
    return out;
  }

  /** The deepest of some directories that a file is in; no directory at all for one in none. */
  private static String nearest(List<String> directories, String file) {
    return directories.stream()
        .filter(file::startsWith)
        .max(Comparator.comparingInt(String::length))
        .orElse("/");
  }

  private static Server server(
      String directory, List<DeclaredServer> servers, List<Tool> tools, List<Finding> findings) {
    ScoreCard card = ScoreCard.of(findings);
    SafetyScore safety = SafetyScore.of(tools, findings);
    DeclaredServer first = servers.isEmpty() ? null : servers.getFirst();
    String name =
        servers.stream().map(DeclaredServer::name).filter(n -> n != null).findFirst().orElse(null);
    return new Server(
        name,
        directory.isEmpty() ? "" : directory.substring(0, directory.length() - 1),
        first == null ? tools.getFirst().file() : first.file(),
        first == null ? tools.getFirst().line() : first.line(),
        first == null ? tools.getFirst().framework() : first.framework(),
        card.score(),
        card.grade(),
        safety.score(),
        safety.grade(),
        tools.size(),
        ReportAssembler.summary(findings));
  }
}
