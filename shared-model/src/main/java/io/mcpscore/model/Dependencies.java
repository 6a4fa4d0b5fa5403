package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The dependencies that manifests and lock files name.
 *
 * @param count distinct packages that the manifests ask for
 * @param advisorySnapshot date of the advisory data ({@code yyyy-MM-dd}), or null when there is
 *     none
 * @param components every package with its version, ordered by ecosystem, name and version; of very
 *     many, those that the manifests ask for and those that run with the server first
 * @param componentsFound how many there were
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Dependencies(
    int count, String advisorySnapshot, List<Component> components, int componentsFound) {

  /** Of a report that says nothing about them. */
  static final Dependencies NONE = new Dependencies(0, null, List.of(), 0);

  /** Copies the list; a report that is older than it has none. */
  public Dependencies {
    components = Copies.of(components);
  }
}
