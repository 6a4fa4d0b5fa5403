package io.mcpscore.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * The ignore rules that hold in one directory: its own {@code .gitignore}, then those of the
 * directories above, then {@code .git/info/exclude}. Only files inside the tree count; a {@code
 * .gitignore} that is a symbolic link does not.
 */
final class IgnoreRules {

  private static final int MAX_FILE = 1 << 20;

  /** A pattern with more wildcards between two slashes could match in polynomial time only. */
  private static final int MAX_STARS = 3;

  private final IgnoreRules parent;
  private final String directory;
  private final IgnoreNode rules;

  private IgnoreRules(IgnoreRules parent, String directory, IgnoreNode rules) {
    this.parent = parent;
    this.directory = directory;
    this.rules = rules;
  }

  /** The rules for the top of a work tree. */
  static IgnoreRules of(Path workTree) {
    IgnoreNode exclude = read(workTree.resolve(".git/info/exclude"));
    return new IgnoreRules(
        new IgnoreRules(null, "", exclude), "", read(workTree.resolve(".gitignore")));
  }

  /**
   * The rules for a directory below.
   *
   * @param path relative to the top, with a slash at the end
   */
  IgnoreRules below(Path directory, String path) {
    return new IgnoreRules(this, path, read(directory.resolve(".gitignore")));
  }

  /** Rules for a directory that is ignored itself and entered only for its tracked files. */
  IgnoreRules ignoringAll() {
    return new IgnoreRules(null, "", new IgnoreNode(List.of(new FastIgnoreRule("*"))));
  }

  /**
   * Whether the rules leave something out.
   *
   * @param path relative to the top, without a slash at the end
   */
  boolean isIgnored(String path, boolean isDirectory) {
    for (IgnoreRules level = this; level != null; level = level.parent) {
      Boolean verdict =
          level.rules.checkIgnored("/" + path.substring(level.directory.length()), isDirectory);
      if (verdict != null) {
        return verdict;
      }
    }
    return false;
  }

  private static IgnoreNode read(Path file) {
    IgnoreNode node = new IgnoreNode();
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        node.parse(new ByteArrayInputStream(harmless(in.readNBytes(MAX_FILE))));
      } catch (IOException e) {
        // A file of rules that cannot be read ignores nothing, so more is looked at.
        return new IgnoreNode();
      }
    }
    return node;
  }

  private static byte[] harmless(byte[] text) {
    return new String(text, StandardCharsets.UTF_8)
        .lines()
        .filter(
            line ->
                Arrays.stream(line.split("/"))
                    .allMatch(s -> s.chars().filter(c -> c == '*').count() <= MAX_STARS))
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
