package io.mcpscore.engine.check.poisoning;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a value comes from that is not in the source. */
enum Origin {
  NETWORK(
      "the network",
      "fetch|globalThis\\.fetch|axios(?:\\..*)?|got(?:\\..*)?|node-fetch.*|undici.*\\.(?:fetch|request)|https?\\.(?:get|request)|requests\\.(?:get|post|request).*"
          + "|httpx\\.(?:get|post|request|AsyncClient|Client).*|urllib\\.request\\.urlopen.*|aiohttp\\..*"),
  TRIGGER(
      "the state of a file",
      "fs\\.(?:exists|existsSync|statSync|accessSync|stat|access)|fs\\.promises\\.(?:stat|access)|os\\.path\\.(?:exists|isfile|getmtime)|os\\.stat|pathlib\\.Path\\(\\)\\.(?:exists|is_file|stat).*|os\\.access"),
  CLOCK(
      "the clock",
      "Date\\.now|Date|Date\\(\\)\\..*|time\\.time|datetime\\.(?:datetime|date)\\.(?:now|today|utcnow).*|performance\\.now"),
  CHANCE("chance", "Math\\.random|random\\..*|crypto\\.random.*|secrets\\..*"),
  MACHINE(
      "the machine or its user",
      "os\\.(?:hostname|userInfo|networkInterfaces)|socket\\.gethostname|getpass\\.getuser|os\\.getlogin|Intl\\..*|locale\\..*|os\\.locale"),
  FILE(
      "a file",
      "fs\\.(?:readFile|readFileSync)|fs\\.promises\\.readFile|open|pathlib\\.Path\\(\\)\\.read_text|io\\.open"),
  ENVIRONMENT("the environment", "process\\.env.*|os\\.environ.*|os\\.getenv");

  private final String what;
  private final Pattern names;

  Origin(String what, String names) {
    this.what = what;
    this.names = Pattern.compile(names);
  }

  /** Such as {@code the network}. */
  String what() {
    return what;
  }

  /** The origin of what something external gives. */
  static Optional<Origin> of(String qualifiedName) {
    if (qualifiedName.length() > 300) {
      return Optional.empty();
    }
    // What a call gave, and what was taken from it, comes from where the call went.
    int made = qualifiedName.indexOf("()");
    String called = made < 0 ? qualifiedName : qualifiedName.substring(0, made);
    return Arrays.stream(values())
        .filter(o -> o.names.matcher(qualifiedName).matches() || o.names.matcher(called).matches())
        .findFirst();
  }
}
