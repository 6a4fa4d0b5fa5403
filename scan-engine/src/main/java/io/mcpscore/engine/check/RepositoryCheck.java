package io.mcpscore.engine.check;

/**
 * A check that looks at files, manifests and advisories of the whole repository, and never at the
 * program: its context has every file and no module. All other checks look at one part of the
 * repository at a time, see {@code engine.part}, and at no dependencies.
 *
 * <p>Such a check runs in every scan anew, so it has to be quick; and it may hide no bytes, because
 * the snippets of other findings are made without it.
 */
public interface RepositoryCheck extends Check {}
