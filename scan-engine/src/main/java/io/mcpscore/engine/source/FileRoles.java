package io.mcpscore.engine.source;

import io.mcpscore.engine.syntax.Language;
import io.mcpscore.model.FileRole;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a file is for, by the conventions of its path. The first that fits counts: vendored, built,
 * fixture, test, example, documentation, configuration; everything else is source.
 */
public final class FileRoles {

  private static final Set<String> VENDORED =
      Set.of("vendor", "vendored", "_vendor", "third_party", "third-party", "thirdparty");

  private static final Set<String> OUTPUT =
      Set.of(
          "dist", "build", "out", ".next", ".nuxt", ".output", ".svelte-kit", ".turbo", "coverage");

  private static final Pattern GENERATED_NAME =
      Pattern.compile(
          "(?:.*[.-]min|.*\\.bundle|.*[.](?:generated|gen|pb))\\.[a-z]+"
              + "|.*_pb2(?:_grpc)?\\.pyi?|.*\\.d\\.[mc]?ts|.*\\.pyi");

  private static final Set<String> FIXTURE =
      Set.of(
          "fixture",
          "fixtures",
          "__fixtures__",
          "testdata",
          "test-data",
          "test_data",
          "__snapshots__",
          "cassettes");

  private static final Pattern TEST_DIRECTORY =
      Pattern.compile(
          "(?:(?:unit|integration|functional|smoke|system|acceptance)[-_]?)?tests?"
              + "|__tests?__|e2e|__mocks__|mocks|bench|benchmarks?|__benchmarks__|cypress");

  private static final Pattern TEST_NAME =
      Pattern.compile(
          ".*[.-](?:test|spec|e2e|bench|test-d|mock)\\.[mc]?[jt]sx?"
              + "|test_.*\\.py|.*_tests?\\.py|tests\\.py|conftest\\.py");

  private static final Set<String> EXAMPLE =
      Set.of(
          "example",
          "examples",
          "sample",
          "samples",
          "demo",
          "demos",
          "docs_src",
          "doc_src",
          "docs-src",
          "docs_snippets",
          "tutorial",
          "tutorials",
          "cookbook",
          "quickstart",
          "quickstarts",
          "playground");

  private static final Pattern EXAMPLE_NAME =
      Pattern.compile(
          ".*[.-](?:examples?|samples?|template|dist)(?:\\.[a-z]+)?|.*\\.stories\\.[mc]?[jt]sx?");

  /** A numbered step of a lesson: {@code tutorial001.py}, {@code lesson-2.ts}. */
  private static final Pattern LESSON =
      Pattern.compile("(?:tutorial|lesson)[-_]?\\d{1,4}(?:[-_].*)?\\.(?:py|[mc]?[jt]sx?)");

  private static final Set<String> DOCS = Set.of("doc", "docs", "documentation", "website");

  private static final Pattern DOCS_NAME =
      Pattern.compile(
          ".*\\.(?:md|mdx|mdc|rst|adoc|txt)|(?:readme|license|licence|changelog|notice|authors)");

  /** Texts that agents obey, and dependency lists that look like documentation. */
  private static final Pattern EFFECTIVE_TEXT =
      Pattern.compile(
          "(?:skill|agents|claude|gemini|copilot-instructions)\\.md"
              + "|(?:.*[-_.])?(?:requirements|constraints)(?:[-_.].*)?\\.(?:txt|in)");

  private static final Pattern CONFIG_NAME =
      Pattern.compile(
          ".*\\.(?:json|json5|jsonc|ya?ml|toml|ini|cfg|cnf|conf|properties|lock|env|pem|key|crt|cer"
              + "|xml|tf|tfvars|plist|service)"
              + "|(?:dockerfile|containerfile|makefile|procfile|jenkinsfile|pipfile)(?:\\..*)?"
              + "|.*\\.(?:dockerfile|containerfile)|\\.[^.]+(?:rc|ignore|attributes|version)|\\.env(?:\\..*)?|setup\\.py"
              + "|\\.(?:cursorrules|windsurfrules|clinerules|netrc|npmrc|pypirc|htpasswd)"
              + "|\\.?(?:vite|vitest|jest|eslint|prettier|rollup|webpack|babel|tsup|tsdown|tailwind"
              + "|postcss|next|nuxt|astro|svelte|playwright|cypress|karma|commitlint|esbuild"
              + "|stylelint|lint-staged|metro|drizzle|knip|typedoc)(?:\\.config|rc)\\.[mc]?[jt]s"
              + "|gulpfile\\.[mc]?js|noxfile\\.py");

  /** The same, known by where they lie. */
  private static final Pattern EFFECTIVE_PLACE =
      Pattern.compile(
          "(?:.*/)?(?:\\.(?:cursor|windsurf|roo|cline)/rules/.+\\.(?:md|mdc|txt)"
              + "|\\.claude/(?:commands|agents|skills)/.+\\.md"
              + "|\\.github/(?:instructions|prompts|chatmodes|agents)/[^/]+\\.md"
              + "|requirements/[^/]+\\.(?:txt|in))");

  private FileRoles() {}

  /** The role of a path; directories count in whatever case they are written. */
  public static FileRole ofPath(String path) {
    String[] parts = path.toLowerCase(Locale.ROOT).split("/");
    String name = parts[parts.length - 1];
    if (anyDirectory(parts, VENDORED) || TextFiles.isInstalled(path)) {
      return FileRole.VENDORED;
    }
    if (anyDirectory(parts, OUTPUT) || GENERATED_NAME.matcher(name).matches()) {
      return FileRole.GENERATED;
    }
    if (anyDirectory(parts, FIXTURE) || name.endsWith(".snap")) {
      return FileRole.FIXTURE;
    }
    if (isTest(path, parts)) {
      return FileRole.TEST;
    }
    if (anyDirectory(parts, EXAMPLE)
        || EXAMPLE_NAME.matcher(name).matches()
        || LESSON.matcher(name).matches()) {
      return FileRole.EXAMPLE;
    }
    if (EFFECTIVE_TEXT.matcher(name).matches()
        || EFFECTIVE_PLACE.matcher(String.join("/", parts)).matches()) {
      return FileRole.CONFIG;
    }
    if (anyDirectory(parts, DOCS) || DOCS_NAME.matcher(name).matches()) {
      return FileRole.DOCS;
    }
    return CONFIG_NAME.matcher(name).matches() ? FileRole.CONFIG : FileRole.SOURCE;
  }

  /**
   * Start of the first directory in a path that build tools write to, or -1.
   *
   * <p>Such a directory is machine-made only beside the code that it was made from, which a path
   * alone does not say; see {@link BuiltFiles}.
   */
  static int outputDirectory(String path) {
    int from = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
      if (OUTPUT.contains(path.substring(from, slash).toLowerCase(Locale.ROOT))) {
        return from;
      }
      from = slash + 1;
    }
    return -1;
  }

  private static boolean isTest(String path, String[] parts) {
    for (int i = 0; i < parts.length - 1; i++) {
      // A folder "spec" holds tests or, without code, a specification.
      boolean spec = parts[i].equals("spec") || parts[i].equals("specs");
      if (TEST_DIRECTORY.matcher(parts[i]).matches()
          || (spec && Language.ofPath(path).isPresent())) {
        return true;
      }
    }
    return TEST_NAME.matcher(parts[parts.length - 1]).matches();
  }

  private static boolean anyDirectory(String[] parts, Set<String> names) {
    for (int i = 0; i < parts.length - 1; i++) {
      if (names.contains(parts[i])) {
        return true;
      }
    }
    return false;
  }
}
