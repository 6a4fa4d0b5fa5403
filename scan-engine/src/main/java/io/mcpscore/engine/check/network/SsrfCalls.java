package io.mcpscore.engine.check.network;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.GivenValues;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Calls that open an address, and where that address is. */
final class SsrfCalls {

  /** Words of which one is in every file that opens an address. */
  static final List<String> WORDS =
      List.of(
          "fetch",
          "axios",
          "got",
          "undici",
          "http",
          "superagent",
          "needle",
          "requests",
          "urllib",
          "aiohttp",
          "socket",
          "goto",
          "WebSocket",
          "EventSource",
          "arun",
          "parseURL",
          "extractus",
          "getLinkPreview",
          "unfurl",
          "url-metadata",
          "fromURL",
          "wretch",
          "pdfjs",
          "net.",
          "tls.");

  private static final String VERBS =
      "(?:get|post|put|patch|delete|head|options|stream|request|fetch|send)";

  private static final NamePattern FIRST =
      NamePattern.of(
          "fetch|(?:globalThis|window)\\.fetch|(?:node-fetch|cross-fetch|isomorphic-fetch|make-fetch-happen|node-fetch-native)"
              + "(?:\\.default|\\.fetch)?|undici\\.(?:fetch|request|stream|pipeline)"
              + "|axios(?:\\.default)?(?:\\."
              + VERBS
              + ")?|axios(?:\\.default)?\\.create\\(\\)(?:\\."
              + VERBS
              + ")?"
              + "|got(?:\\.default|\\.got)?(?:\\."
              + VERBS
              + ")?|ky(?:\\.default)?(?:\\."
              + VERBS
              + ")?"
              + "|superagent(?:\\.default)?\\."
              + VERBS
              + "|needle(?:\\.default)?(?:\\."
              + VERBS
              + ")?|phin(?:\\.default)?"
              + "|request(?:\\.default)?(?:\\."
              + VERBS
              + ")?|https?\\.(?:get|request)|(?:ws\\.)?WebSocket|ws(?:\\.default)?|EventSource"
              + "|@modelcontextprotocol/sdk/client/(?:sse|streamableHttp)\\.js\\.\\w{1,60}Transport"
              + "|requests\\.(?!request)"
              + VERBS
              + "|requests\\.(?:Session|session)\\(\\)\\.(?!request)"
              + VERBS
              + "|httpx\\.(?!request|stream)"
              + VERBS
              + "|httpx\\.(?:Async)?Client\\(\\)\\.(?!request|stream)"
              + VERBS
              + "|aiohttp\\.ClientSession\\(\\)\\.(?!request)(?:"
              + VERBS
              + "|ws_connect)"
              + "|urllib\\.request\\.(?:urlopen|Request|urlretrieve)|urllib2\\.urlopen|http\\.client\\.HTTPS?Connection"
              + "|websockets\\.connect|feedparser\\.parse|trafilatura\\.fetch_url|newspaper\\.Article|wget\\.download"
              + "|curl_cffi\\.requests\\.(?!request)"
              + VERBS
              + "|mcp\\.client\\.\\w{1,30}\\.\\w{1,20}_client"
              + "|net\\.(?:connect|createConnection)|socket\\.create_connection|socket\\.socket\\(\\)\\.connect"
              + "|rss-parser(?:\\.default)?\\(\\)\\.parseURL|@extractus/(?:article|feed|oembed)-extractor\\.(?:extract|read)"
              + "|link-preview-js\\.getLinkPreview|open-graph-scraper(?:\\.default)?|unfurl\\.js\\.unfurl|url-metadata"
              + "|jsdom\\.JSDOM\\.fromURL|cheerio\\.fromURL|probe-image-size|pdfjs-dist(?:/[\\w./-]{1,40})?(?:\\.default)?\\.getDocument|ofetch\\.(?:ofetch|\\$fetch)(?:\\.raw)?|wretch"
              + "|got-scraping\\.gotScraping(?:\\."
              + VERBS
              + ")?|http2\\.connect|tls\\.connect|net\\.(?:Socket\\(\\)|connect\\(\\))\\.connect"
              + "|asyncio\\.open_connection|cloudscraper\\.create_scraper\\(\\)\\."
              + VERBS);

  private static final NamePattern SECOND =
      NamePattern.of(
          "(?:requests|httpx|aiohttp|curl_cffi\\.requests)\\.(?:request|stream)|requests\\.(?:Session|session)\\(\\)\\.request"
              + "|httpx\\.(?:Async)?Client\\(\\)\\.(?:request|stream)|aiohttp\\.ClientSession\\(\\)\\.request"
              + "|urllib3\\.(?:PoolManager|HTTPConnectionPool)\\(\\)\\.(?:request|urlopen)|urllib3\\.request");

  private static final NamePattern CLIENT =
      NamePattern.of(
          "(?:httpx\\.(?:Async)?Client|aiohttp\\.ClientSession|axios(?:\\.default)?\\.create|got(?:\\.default)?\\.extend"
              + "|atlassian\\.\\w{1,30}|jira\\.JIRA|gitlab\\.Gitlab|(?:Async)?OpenAI|openai(?:\\.default)?\\.(?:Async)?OpenAI)");

  private static final Pattern PAGE =
      Pattern.compile("(?i).{0,80}(?:page|tab|frame|browser|driver)(?:\\(\\))?[!?]?");
  private static final List<String> BROWSERS = List.of("puppeteer", "playwright", "newPage(");
  private static final Pattern SESSION =
      Pattern.compile("(?i)(?:self\\.|this\\.)?_?(?:session|http_?client|sess|http)");

  /** Members of a request's options, or of an address object, that decide where it goes. */
  static final List<String> DECIDING =
      List.of(
          "url", "uri", "hostname", "host", "href", "origin", "baseURL", "base_url", "prefixUrl");

  private static final List<String> OPTIONS = List.of("url", "uri", "hostname", "host");
  private static final List<String> BASES =
      List.of("baseURL", "base_url", "prefixUrl", "url", "server");
  private static final List<String> OWN_BASES =
      List.of("url", "base_url", "server_url", "baseURL", "baseUrl");

  /** Classes of the repository that hold the base address of a client. */
  private static final NamePattern SETTINGS =
      NamePattern.of("[A-Z]\\w{0,40}(?:Config|Client|Fetcher|Api|API|Settings|Connection)");

  private static final Set<String> HTTP_VERBS =
      Set.of("get", "post", "put", "patch", "delete", "head");

  /** Variables that options are copied through. */
  private static final int MOST_COPIES = 3;

  private SsrfCalls() {}

  /** The address that a call opens, or {@code NONE}. */
  static int address(Callee callee) {
    Call call = callee.call();
    SyntaxTree tree = call.tree();
    if (CLIENT.matches(callee.qualified())) {
      return option(call, BASES);
    }
    if (SECOND.matches(callee.qualified())) {
      return call.argument(1, "url");
    }
    if (FIRST.matches(callee.qualified())) {
      int first = call.argument(0);
      if (first == NONE || tree.is(literal(call, first), "object")) {
        int named = option(call, OPTIONS);
        return named == NONE ? spread(tree, first) : named;
      }
      return tree.is(first, "tuple") ? tree.namedChild(first, 0) : first;
    }
    if (!callee.isExternal() && SETTINGS.matches(callee.method())) {
      return option(call, OWN_BASES);
    }
    return unresolved(callee);
  }

  /** Pages of a browser, and sessions that are handed around. */
  private static int unresolved(Callee callee) {
    Call call = callee.call();
    boolean python = !call.module().file().language().isScript();
    boolean page =
        callee.method().equals("goto")
            ? PAGE.matcher(callee.receiver()).matches() || drivesBrowser(call)
            : python
                && callee.method().equals("get")
                && callee.receiver().matches("(?:self\\.)?_?(?:web)?driver");
    boolean crawl = callee.method().equals("arun") && call.option("url") != NONE;
    if (page || crawl) {
      return call.argument(0, "url");
    }
    boolean session =
        python && !callee.isExternal() && SESSION.matcher(callee.receiver()).matches();
    if (session && HTTP_VERBS.contains(callee.method())) {
      return call.argument(0, "url");
    }
    return session && callee.method().matches("request|stream") ? call.argument(1, "url") : NONE;
  }

  /** Then {@code goto} is that of a page, whatever the page is called. */
  private static boolean drivesBrowser(Call call) {
    return BROWSERS.stream().anyMatch(call.module().file().text()::holds);
  }

  /** What options are made of that say no address themselves: {@code { ...options }}. */
  private static int spread(SyntaxTree tree, int options) {
    return tree.is(options, "object")
        ? tree.namedChildren(options)
            .filter(m -> tree.is(m, "spread_element"))
            .map(m -> tree.namedChild(m, 0))
            .reduce(NONE, (a, b) -> b)
        : NONE;
  }

  private static int option(Call call, List<String> names) {
    return names.stream()
        .mapToInt(name -> option(call, name))
        .filter(v -> v != NONE)
        .findFirst()
        .orElse(NONE);
  }

  /** An option of the call itself, or of an object that a variable in it was given. */
  private static int option(Call call, String name) {
    int own = call.option(name);
    return own != NONE
        ? own
        : call.arguments().stream()
            .map(a -> literal(call, a))
            .filter(a -> call.tree().is(a, "object"))
            .map(a -> Members.value(call.tree(), a, name))
            .filter(v -> v != NONE)
            .findFirst()
            .orElse(NONE);
  }

  /** The literal behind a variable when it holds all members of its value; else the variable. */
  private static int literal(Call call, int argument) {
    SyntaxTree tree = call.tree();
    int at = argument;
    for (int hop = 0; hop < MOST_COPIES && tree.is(at, "identifier"); hop++) {
      List<Integer> given = GivenValues.of(call.module(), at);
      if (given.size() != 1 || isGivenLater(call, at)) {
        return argument;
      }
      at = given.getFirst();
    }
    int value = at;
    boolean known =
        tree.is(value, "object")
            && tree.namedChildren(value).noneMatch(m -> tree.is(m, "spread_element"));
    return known ? value : argument;
  }

  /** Whether an address is put into options after they were made. */
  private static boolean isGivenLater(Call call, int name) {
    String object = call.tree().text(name);
    return OPTIONS.stream().anyMatch(o -> call.module().file().text().holds(object + "." + o));
  }
}
