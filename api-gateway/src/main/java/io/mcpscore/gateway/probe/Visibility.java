package io.mcpscore.gateway.probe;

/** What a git host said of a repository. */
public enum Visibility {
  /** Anyone can read it. */
  PUBLIC,
  /** It exists, and strangers may not read it. */
  PRIVATE,
  /** Not there, as far as a stranger can tell. */
  ABSENT,
  /** The host could not be asked, or its answer says nothing. */
  UNKNOWN
}
