package io.mcpscore.report.sarif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.report.UriPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The files that a run names, each once, with what it is to the run. */
final class SarifArtifacts {

  /** Name of the root of the repository. */
  static final String ROOT = "SRCROOT";

  /** A file that was judged. */
  static final String ANALYSED = "analysisTarget";

  /** A file that a flow passes through. */
  static final String TRACED = "tracedFile";

  /** A file by which the repository steers the scan. */
  static final String SETTINGS = "userSpecifiedConfiguration";

  private final Map<String, Set<String>> roles = new LinkedHashMap<>();
  private final Map<String, Integer> indexes = new LinkedHashMap<>();

  /** Says what the root is; where it lies is the reader's business. */
  static void root(ObjectNode bases) {
    bases
        .putObject(ROOT)
        .putObject("description")
        .put("text", "The root of the repository that was scanned.");
  }

  /** Puts the location of a file into a physical location. */
  void locate(ObjectNode physicalLocation, String path, String role) {
    int index = add(path, role);
    location(physicalLocation.putObject("artifactLocation"), path).put("index", index);
  }

  /** Adds a file, or a role of one that is known. */
  int add(String path, String role) {
    roles.computeIfAbsent(path, p -> new TreeSet<>()).add(role);
    return indexes.computeIfAbsent(path, p -> indexes.size());
  }

  ArrayNode json() {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    roles.forEach(
        (path, all) -> {
          ObjectNode artifact = out.addObject();
          location(artifact.putObject("location"), path);
          ArrayNode names = artifact.putArray("roles");
          all.forEach(names::add);
        });
    return out;
  }

  private static ObjectNode location(ObjectNode location, String path) {
    return location.put("uri", UriPath.encode(path)).put("uriBaseId", ROOT);
  }
}
