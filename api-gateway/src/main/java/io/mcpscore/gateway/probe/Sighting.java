package io.mcpscore.gateway.probe;

/**
 * What a stranger sees of a repository.
 *
 * @param visibility whether there is anything to see
 * @param head commit of the default branch, in hex, or null when the host does not say
 */
public record Sighting(Visibility visibility, String head) {

  /** The host could not be asked. */
  static final Sighting NONE = new Sighting(Visibility.UNKNOWN, null);
}
