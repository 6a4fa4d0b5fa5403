package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.compose.ComposeService;
import io.mcpscore.engine.check.compose.ComposeServices;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code config-compose-open-service}: stores and consoles that a compose file publishes on every
 * interface of the machine and that ask nobody for a password.
 */
public final class ConfigComposeOpenServiceCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-compose-open-service");

  /**
   * How an image is left open.
   *
   * @param image names of images
   * @param open what must stand among the settings, or null where the image asks for nothing by
   *     itself
   * @param closed what says otherwise, where the image asks for nothing by itself
   */
  private record Kind(Pattern image, Pattern open, Pattern closed) {

    static Kind opened(String image, String open) {
      return new Kind(Pattern.compile(image), Pattern.compile(open), null);
    }

    static Kind byItself(String image, String closed) {
      return new Kind(Pattern.compile(image), null, Pattern.compile("(?i)" + closed));
    }

    boolean leavesOpen(ComposeService service) {
      if (!image.matcher(service.image()).matches()) {
        return false;
      }
      return open != null
          ? open.matcher(service.text()).find()
          : !service.isPartial() && !closed.matcher(service.text()).find();
    }
  }

  private static final String ON = "[\"']?\\s{0,4}[=:]\\s{0,4}[\"']?(?:yes|true|1)\\b";
  private static final String OFF = "[\"']?\\s{0,4}[=:]\\s{0,4}[\"']?false\\b";

  private static final List<Kind> KINDS =
      List.of(
          Kind.byItself(
              "redis(?:-stack(?:-server)?)?|valkey(?:-bundle)?|keydb|dragonfly",
              "pass|\\.conf\\b|acl|--bind|protected-mode\\W{1,6}yes|--tls"),
          Kind.opened("redis|valkey|mongodb|etcd|postgresql|mariadb", "ALLOW_EMPTY_PASSWORD" + ON),
          Kind.byItself(
              "mongo|mongodb|mongodb-community-server",
              "password|--auth\\b|keyfile|\\.conf\\b|--config|--bind|x509"),
          Kind.byItself("memcached", "sasl|\\s-S\\b|\\s-l\\b|--listen"),
          Kind.byItself("qdrant", "api_?key|jwt|config"),
          Kind.byItself("chroma|chromadb", "auth|token|config"),
          Kind.opened("weaviate", "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED" + ON),
          Kind.opened("elasticsearch", "xpack\\.security\\.enabled" + OFF),
          Kind.opened(
              "opensearch", "(?:DISABLE_SECURITY_PLUGIN|plugins\\.security\\.disabled)" + ON),
          Kind.opened(
              "postgres|postgis|pgvector|timescaledb(?:-ha)?",
              "POSTGRES_HOST_AUTH_METHOD[\"']?\\s{0,4}[=:]\\s{0,4}[\"']?trust\\b"),
          Kind.opened(
              "mysql|mariadb|percona", "(?:MYSQL|MARIADB)_ALLOW_EMPTY(?:_ROOT)?_PASSWORD" + ON),
          Kind.opened("neo4j", "NEO4J_AUTH[\"']?\\s{0,4}[=:]\\s{0,4}[\"']?none\\b"),
          Kind.opened(
              "grafana(?:-oss|-enterprise)?",
              "GF_AUTH_ANONYMOUS_ORG_ROLE[\"']?\\s{0,4}[=:]\\s{0,4}[\"']?Admin\\b"));

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ComposeService service : ComposeServices.of(context)) {
      if (service.isPublished() && KINDS.stream().anyMatch(k -> k.leavesOpen(service))) {
        findings.report(
            Facts.at(
                service.file(),
                service.published(),
                service.isStaged() ? Severity.LOW : Severity.MEDIUM,
                "The service "
                    + service.name()
                    + " is published on every interface of the machine and asks nobody for a"
                    + " password."));
      }
    }
  }
}
