package io.mcpscore.engine.check.supplychain;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.supplychain.RegistryUse.Kind;
import io.mcpscore.engine.dependency.Ecosystem;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.TomlMembers;
import io.mcpscore.engine.format.YamlMembers;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the settings of a repository say that packages come from. */
final class Registries {

  private static final Set<String> PUBLIC =
      Set.of(
          "registry.npmjs.org",
          "registry.npmjs.com",
          "registry.yarnpkg.com",
          "npm.jsr.io",
          "codeload.github.com",
          "npm.pkg.github.com",
          "pypi.org",
          "pypi.python.org",
          "files.pythonhosted.org",
          "test.pypi.org",
          "download.pytorch.org",
          "pypi.nvidia.com",
          "wheels.vllm.ai",
          "conda.anaconda.org");

  private static final Pattern SETTING =
      Pattern.compile("\\s*([@\\w:./-]{1,200}?)\\s*=\\s*[\"']?([^\\s\"'#]{1,500}).*");
  private static final Pattern CLASSIC =
      Pattern.compile(
          "\\s*\"?((?:@[\\w-]{1,100}:)?registry|strict-ssl)\"?\\s+\"?([^\\s\"]{1,500}).*");
  private static final Pattern OPTION =
      Pattern.compile(
          "\\s*(-i|--index-url|--extra-index-url|--trusted-host)[\\s=]+([^\\s#]{1,500}).*");
  private static final Pattern REQUIREMENTS =
      Pattern.compile("(?i)(?:.*/)?(?:[^/]*[-_.])?requirements(?:[-_.][^/]*)?\\.(?:txt|in)");
  private static final int LONGEST = 1000;

  private Registries() {}

  /** Whether a host is one of the registries that everybody uses. */
  static boolean isPublic(String host) {
    return PUBLIC.contains(host);
  }

  /** Every setting, ordered by file and place. */
  static List<RegistryUse> of(CheckContext context) {
    List<RegistryUse> out = new ArrayList<>();
    for (SourceFile file : context.files()) {
      if (file.role().deducts()) {
        read(file, out);
      }
    }
    return out;
  }

  private static void read(SourceFile file, List<RegistryUse> out) {
    String name = file.path().substring(file.directory().length());
    switch (name) {
      case ".npmrc", "npmrc" -> lines(file, SETTING, Ecosystem.NPM, out);
      case ".yarnrc" -> lines(file, CLASSIC, Ecosystem.NPM, out);
      case ".yarnrc.yml" -> yarn(file, out);
      case "pip.conf", "pip.ini" -> lines(file, SETTING, Ecosystem.PYPI, out);
      case "pyproject.toml", "uv.toml", "Pipfile", "poetry.toml" -> toml(file, out);
      case "bunfig.toml" -> bun(file, out);
      default -> {
        if (REQUIREMENTS.matcher(file.path()).matches()) {
          lines(file, OPTION, Ecosystem.PYPI, out);
        }
      }
    }
  }

  private static void lines(
      SourceFile file, Pattern form, Ecosystem ecosystem, List<RegistryUse> out) {
    for (int line = 1; line <= file.text().lines(); line++) {
      int start = file.text().startOfLine(line);
      int end = file.text().endOfLine(line);
      if (end - start > LONGEST) {
        continue;
      }
      Matcher matcher = form.matcher(file.text().line(line));
      Kind kind = matcher.matches() ? kind(matcher.group(1), matcher.group(2)) : null;
      if (kind != null) {
        out.add(new RegistryUse(kind, ecosystem, matcher.group(2), file, start, end));
      }
    }
  }

  private static Kind kind(String key, String value) {
    return switch (key) {
      case "registry", "index-url", "index_url", "-i", "--index-url" -> Kind.MAIN;
      case "extra-index-url", "extra_index_url", "--extra-index-url" -> Kind.EXTRA;
      case "trusted-host", "trusted_host", "--trusted-host" -> Kind.UNCHECKED;
      case "strict-ssl" -> value.equals("false") ? Kind.UNCHECKED : null;
      default -> key.startsWith("@") && key.endsWith(":registry") ? Kind.SCOPED : null;
    };
  }

  private static void yarn(SourceFile file, List<RegistryUse> out) {
    for (Member m : YamlMembers.read(file.text())) {
      if (m.name().equals("npmRegistryServer") && m.value() != null) {
        add(m.path().size() == 1 ? Kind.MAIN : Kind.SCOPED, Ecosystem.NPM, m, file, out);
      } else if (m.isAt("enableStrictSsl") && "false".equals(m.value())) {
        add(Kind.UNCHECKED, Ecosystem.NPM, m, file, out);
      }
    }
  }

  private static void bun(SourceFile file, List<RegistryUse> out) {
    for (Member m : TomlMembers.read(file.text())) {
      boolean main = m.isAt("install", "registry") || m.isAt("install", "registry", "url");
      if (main && m.value() != null) {
        add(Kind.MAIN, Ecosystem.NPM, m, file, out);
      } else if (m.isBelow("install", "scopes", "*")
          && m.value() != null
          && m.value().contains("://")) {
        add(Kind.SCOPED, Ecosystem.NPM, m, file, out);
      }
    }
  }

  /** uv, Poetry and PDM search further sources for every name unless they are explicit. */
  private static void toml(SourceFile file, List<RegistryUse> out) {
    List<Member> members = TomlMembers.read(file.text());
    for (Member m : members) {
      if (m.value() == null) {
        continue;
      }
      boolean listed =
          m.isAt("tool", "uv", "index", "*", "url")
              || m.isAt("index", "*", "url")
              || m.isAt("tool", "poetry", "source", "*", "url")
              || m.isAt("tool", "pdm", "source", "*", "url")
              || m.isAt("source", "*", "url");
      if (listed) {
        add(kindOf(m, members), Ecosystem.PYPI, m, file, out);
      } else if (m.name().equals("index-url") && m.path().contains("uv")) {
        add(Kind.MAIN, Ecosystem.PYPI, m, file, out);
      } else if (m.isBelow("tool", "uv", "extra-index-url") || m.isBelow("extra-index-url")) {
        add(Kind.EXTRA, Ecosystem.PYPI, m, file, out);
      } else if (m.name().equals("verify_ssl") && m.value().equals("false")) {
        add(Kind.UNCHECKED, Ecosystem.PYPI, m, file, out);
      }
    }
  }

  private static Kind kindOf(Member url, List<Member> members) {
    for (Member m : members) {
      if (m.value() != null && m.group().equals(url.group())) {
        String said = m.name() + "=" + m.value();
        if (said.equals("explicit=true") || said.equals("priority=explicit")) {
          return Kind.SCOPED;
        }
        if (said.equals("default=true") || said.equals("priority=primary")) {
          return Kind.MAIN;
        }
      }
    }
    return url.path().contains("uv") || url.path().contains("[1]") ? Kind.EXTRA : Kind.MAIN;
  }

  private static void add(
      Kind kind, Ecosystem ecosystem, Member m, SourceFile file, List<RegistryUse> out) {
    out.add(new RegistryUse(kind, ecosystem, m.value(), file, m.start(), m.end()));
  }
}
