package io.mcpscore.cli;

import io.mcpscore.local.MirrorServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code --mirror HOST=DIR}, for every command that reads repositories. */
public final class MirrorOption {

  private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--mirror",
      paramLabel = "HOST=DIR",
      description =
          "Serve the repositories in DIR in the place of HOST: owner/name.git, owner/name, or"
              + " owner+name/<one repository>. Repeatable.")
  private Map<String, Path> directories = new LinkedHashMap<>();

  /**
   * The directories by lower-case host.
   *
   * @throws ParameterException when one is no directory, or a host is no host name
   */
  public Map<String, Path> directories() {
    Map<String, Path> checked = new LinkedHashMap<>();
    directories.forEach(
        (host, directory) -> {
          String name = host.toLowerCase(Locale.ROOT);
          if (!HOST.matcher(name).matches()) {
            throw wrong("--mirror: " + host + " is not a host name");
          }
          if (!Files.isDirectory(directory)) {
            throw wrong("--mirror: " + directory + " is not a directory");
          }
          checked.put(name, directory.toAbsolutePath());
        });
    return checked;
  }

  /** Starts to serve all of them. */
  public Mirrors serve() {
    Map<String, MirrorServer> servers = new LinkedHashMap<>();
    directories().forEach((host, directory) -> servers.put(host, new MirrorServer(directory)));
    return new Mirrors(servers);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /**
   * Mirrors that are served until they are closed.
   *
   * @param servers by host
   */
  public record Mirrors(Map<String, MirrorServer> servers) implements AutoCloseable {

    /** What stands in the place of each host. */
    public Map<String, URI> bases() {
      Map<String, URI> bases = new LinkedHashMap<>();
      servers.forEach((host, server) -> bases.put(host, server.base()));
      return bases;
    }

    @Override
    public void close() {
      servers.values().forEach(MirrorServer::close);
    }
  }
}
