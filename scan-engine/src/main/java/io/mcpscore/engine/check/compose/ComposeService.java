package io.mcpscore.engine.check.compose;

import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A service of a compose file.
 *
 * @param file where
 * @param name of the service in its file
 * @param image name of the image without registry, owner, tag and digest, or the empty text
 * @param settings variables of its environment that stand in the file, in order
 * @param published the port that can be reached on every interface of the machine, or null
 * @param mounts paths of the repository that it sees as files or directories of its own
 * @param text all of its lines without comments
 */
public record ComposeService(
    SourceFile file,
    String name,
    String image,
    List<Setting> settings,
    Member published,
    List<String> mounts,
    String text) {

  /**
   * A variable of the environment.
   *
   * @param name of the variable
   * @param value as written, with references to other variables
   * @param member where
   */
  public record Setting(String name, String value, Member member) {}

  /**
   * Where the value of a setting, or a part of it, begins in the file.
   *
   * @param value text that stands in the line of the setting
   * @return offset in bytes; that of the setting when the value does not stand there
   */
  public int start(Setting setting, String value) {
    int from = setting.member().start();
    String line = file.text().latin1().substring(from, setting.member().end());
    return from + Math.max(0, line.lastIndexOf(bytes(value)));
  }

  /** Where such a value ends. */
  public int end(Setting setting, String value) {
    return start(setting, value) + bytes(value).length();
  }

  /** A text with one character for each of its bytes, as {@code SourceText.latin1()} has it. */
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Whether other machines reach a port of it. */
  public boolean isPublished() {
    return published != null;
  }

  /** Whether it has ports, and the machine itself alone reaches them. */
  public boolean isLocal() {
    return !isPublished() && text.matches("(?s).*\\n\\s{1,20}ports\\s{0,4}:.*");
  }

  /** Whether the file is for the machine of a developer or for tests, by its name. */
  public boolean isStaged() {
    return ComposeServices.isStaged(file.path());
  }

  /** Whether settings may come from elsewhere: another file, an anchor, another service. */
  public boolean isPartial() {
    return text.matches("(?s).*(?:\\benv_file\\b|\\bextends\\b|<<\\s{0,4}:|:\\s{1,8}\\*\\w).*");
  }
}
