package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.compose.ComposeService;
import io.mcpscore.engine.check.compose.ComposeService.Setting;
import io.mcpscore.engine.check.compose.ComposeServices;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keys of a server itself that compose files start it with: variables of the environment, and
 * settings files that a service is given.
 */
final class ContainerKeys {

  /** Of keys that anything can be, only those that sign and encrypt are worth a look-alike. */
  private static final Pattern SIGNING =
      Pattern.compile(
          "(?i).*(?:jwt|session|cookie|sign|encrypt|hmac|csrf|flask|django|secret[_.-]?key).*");

  /** Passwords have a check of their own. */
  private static final Pattern KEY = Pattern.compile("(?i).*(?:key|secret|token)");

  private ContainerKeys() {}

  /** A key and how bad it is that everybody can read it. */
  record Key(NamedValue value, Severity severity) {}

  /** Those of a repository, without what {@code secrets-api-key} tells of. */
  static Stream<Key> in(CheckContext context) {
    List<ComposeService> services = ComposeServices.of(context);
    Stream<Key> variables =
        services.stream().flatMap(s -> s.settings().stream().flatMap(v -> key(s, v)));
    Stream<Key> files =
        context.files().stream()
            .filter(f -> services.stream().anyMatch(s -> isGiven(s, f)))
            .flatMap(NamedValues::ofSettings)
            .filter(v -> isWritten(v.name(), v.value()) && !SecretsApiKeyCheck.isKey(v))
            .map(v -> new Key(v, severity(v.value())));
    return Stream.concat(variables, files);
  }

  private static boolean isGiven(ComposeService service, SourceFile file) {
    return !service.isStaged()
        && service.mounts().stream()
            .anyMatch(m -> file.path().equals(m) || file.path().startsWith(m + "/"));
  }

  private static Stream<Key> key(ComposeService service, Setting setting) {
    String value = ComposeServices.filled(setting.value());
    if (value.contains("?") || !isWritten(setting.name(), value)) {
      return Stream.empty();
    }
    int start = service.start(setting, value);
    int end = service.end(setting, value);
    NamedValue named = new NamedValue(service.file(), setting.name(), value, start, end);
    boolean told = !setting.value().contains("$") && SecretsApiKeyCheck.isKey(named);
    Severity severity =
        service.isStaged() || service.isLocal()
            ? Severity.LOW
            : setting.value().contains("$") ? Severity.MEDIUM : severity(value);
    return told ? Stream.empty() : Stream.of(new Key(named, severity));
  }

  /** What reads like a placeholder was perhaps changed by those who know. */
  private static Severity severity(String value) {
    return Plausibility.isPlaceholder(value) ? Severity.MEDIUM : Severity.HIGH;
  }

  private static boolean isWritten(String name, String value) {
    return SecretNames.isOwnKey(name)
        && KEY.matcher(name).matches()
        && !value.isBlank()
        && value.chars().noneMatch(Character::isWhitespace)
        && !Plausibility.isWord(value)
        && !Plausibility.isReference(value)
        && !value.startsWith("/")
        && !SecretScanner.KEYS.knows(value)
        && (!Plausibility.isPlaceholder(value) || SIGNING.matcher(name).matches());
  }
}
