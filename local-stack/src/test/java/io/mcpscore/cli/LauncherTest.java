package io.mcpscore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell script {@code mcpscore}, in a project of its own with a Maven and JDKs that pretend.
 */
class LauncherTest {

  private static final String JAVA =
      """
      #!/bin/sh
      for argument in "$@"; do echo "argument=$argument"; done
      echo "home=$JAVA_HOME"
      exit 7
      """;

  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$*" >> maven-calls
      echo "[INFO] Building scan-engine 0.1.0 [3/7]"
      echo "a compiler says something"
      [ ! -f broken ]
      """;

  @TempDir Path temp;
  private Path project;
  private Path home;

  @BeforeEach
  void layOut() throws IOException {
    project = Files.createDirectory(temp.resolve("project"));
    home = Files.createDirectory(temp.resolve("home"));
    Files.copy(script(), project.resolve("mcpscore"));
    executable(project.resolve("mcpscore"), Files.readString(script()));
    executable(project.resolve("mvnw"), MAVEN);
    Files.writeString(project.resolve("pom.xml"), "<project>\n  <version>1.2.3</version>\n");
    Files.createDirectories(project.resolve("scan-engine/src/main/java"));
    jdk(temp.resolve("old"), "17.0.15");
    Files.createDirectory(temp.resolve("bin"));
    Files.createSymbolicLink(temp.resolve("bin/java"), temp.resolve("old/bin/java"));
  }

  @Test
  void helpAndVersionNeedNoJdk() throws Exception {
    Output help = launch(Map.of());
    Output version = launch(Map.of(), "--version");

    assertEquals(0, help.exitCode);
    assertTrue(help.out.contains("verify"), help.out);
    assertEquals("mcpscore 1.2.3\n", version.out);
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    Output output = launch(Map.of("JAVA_HOME", temp.resolve("old").toString()), "checks");

    assertEquals(1, output.exitCode);
    assertTrue(output.err.contains("needs a JDK 25 or newer"), output.err);
    assertFalse(Files.exists(project.resolve("maven-calls")));
  }

  @Test
  void findsAJdkThatIsNotTheDefault() throws Exception {
    jdk(temp.resolve("system/jdk-21"), "21.0.1");
    jdk(temp.resolve("system/jdk-26"), "26");

    Output output =
        launch(Map.of("MCPSCORE_JDK_FOLDERS", temp.resolve("system").toString()), "checks");

    assertTrue(output.out.contains("home=" + temp.resolve("system/jdk-26")), output.out);
  }

  @Test
  void prefersTheUsersOwnChoice() throws Exception {
    jdk(home.resolve(".sdkman/candidates/java/25.0.1-tem"), "25.0.1");
    jdk(temp.resolve("mine"), "25.0.3");

    Output any = launch(Map.of(), "checks");
    Output chosen = launch(Map.of("JAVA_HOME", temp.resolve("mine").toString()), "checks");

    assertTrue(any.out.contains("home=" + home.resolve(".sdkman")), any.out);
    assertTrue(chosen.out.contains("home=" + temp.resolve("mine") + "\n"), chosen.out);
  }

  @Test
  void handsArgumentsAndExitCodeOnFromAnywhereAndThroughLinks() throws Exception {
    Path jdk = jdk(temp.resolve("mine"), "25.0.3");
    Path link = Files.createSymbolicLink(temp.resolve("bin/score"), project.resolve("mcpscore"));

    Output output =
        run(
            List.of(link.toString(), "scan", "two words", "*"),
            Map.of("JAVA_HOME", jdk.toString()));

    assertEquals(7, output.exitCode);
    assertTrue(output.out.contains("argument=two words\nargument=*\n"), output.out);
    assertTrue(output.out.contains("argument=-Dmcpscore.top=" + project.toRealPath()), output.out);
  }

  @Test
  void buildsWhatIsOlderThanItsSourcesAndSaysSo() throws Exception {
    Map<String, String> jdk = Map.of("JAVA_HOME", jdk(temp.resolve("mine"), "25").toString());

    Output first = launch(jdk, "checks");
    Output second = launch(jdk, "checks");
    Files.setLastModifiedTime(
        Files.createFile(project.resolve("scan-engine/src/main/java/New.java")),
        FileTime.from(Instant.now().plusSeconds(5)));
    Output third = launch(jdk, "checks");

    assertTrue(first.err.contains("The sources are newer than the build"), first.err);
    assertTrue(first.err.contains("[3/7] scan-engine"), first.err);
    assertFalse(first.err.contains("a compiler says something"), first.err);
    assertEquals("", second.err);
    assertTrue(third.err.contains("The sources are newer than the build"), third.err);
    assertEquals(2, Files.readAllLines(project.resolve("maven-calls")).size());
  }

  @Test
  void showsTheOutputOfABuildThatFails() throws Exception {
    Map<String, String> jdk = Map.of("JAVA_HOME", jdk(temp.resolve("mine"), "25").toString());
    Files.createFile(project.resolve("broken"));

    Output build = launch(jdk, "build");
    Output again = launch(jdk, "up");

    assertEquals(1, build.exitCode);
    assertTrue(build.err.contains("a compiler says something"), build.err);
    assertEquals(1, again.exitCode);
  }

  @Test
  void verifyPassesMavensExitCodeOn() throws Exception {
    Map<String, String> jdk = Map.of("JAVA_HOME", jdk(temp.resolve("mine"), "25").toString());
    Files.createFile(project.resolve("broken"));

    Output verify = launch(jdk, "verify", "-Dkey=value");

    assertEquals(1, verify.exitCode);
    assertEquals(
        List.of("-B -ntp verify -Dkey=value"), Files.readAllLines(project.resolve("maven-calls")));
  }

  private Output launch(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(project.resolve("mcpscore").toString()));
    command.addAll(List.of(arguments));
    return run(command, environment);
  }

  private Output run(List<String> command, Map<String, String> environment) throws Exception {
    File out = temp.resolve("out").toFile();
    File err = temp.resolve("err").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(home.toFile()).redirectOutput(out).redirectError(err);
    Map<String, String> all = builder.environment();
    all.keySet().removeIf(name -> name.startsWith("MCPSCORE_") || name.equals("JAVA_HOME"));
    all.put("PATH", temp.resolve("bin") + ":/usr/bin:/bin");
    all.put("HOME", home.toString());
    all.put("MCPSCORE_JDK_FOLDERS", "");
    all.putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Output(
        process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
  }

  private record Output(int exitCode, String out, String err) {}

  private static Path jdk(Path directory, String version) throws IOException {
    Files.createDirectories(directory.resolve("bin"));
    executable(directory.resolve("bin/java"), JAVA);
    executable(directory.resolve("bin/javac"), JAVA);
    Files.writeString(directory.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return directory;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path script() {
    return Path.of("..", "mcpscore").toAbsolutePath().normalize();
  }
}
