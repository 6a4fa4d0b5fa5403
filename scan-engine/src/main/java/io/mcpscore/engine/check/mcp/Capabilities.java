package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.dependency.PackageDirectories;
import io.mcpscore.engine.mcp.McpModel.ServerDeclaration;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Effect;
import io.mcpscore.model.EffectStep;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the tools of one server can do together. A capability needs both: an effect that the code
 * has, and words or parameters by which the tool offers it.
 */
final class Capabilities {

  /** What a tool brings into a server. */
  enum Capability {
    /** Reads what belongs to the user: files, data bases, mail. */
    PRIVATE_DATA,
    /** Brings in what outsiders wrote: pages, mail, issues. */
    UNTRUSTED_CONTENT,
    /** Carries a text that the agent chose to the outside. */
    OUTWARD,
    /** Runs a command that the agent chose. */
    EXECUTION
  }

  private static final Set<String> READING =
      Set.of(
          "get",
          "list",
          "read",
          "search",
          "find",
          "fetch",
          "query",
          "show",
          "view",
          "retrieve",
          "browse",
          "scrape",
          "crawl",
          "open",
          "load",
          "download",
          "check");
  private static final Set<String> SENDING =
      Set.of(
          "send", "post", "publish", "upload", "share", "forward", "reply", "tweet", "notify",
          "comment", "push", "submit", "webhook", "invite", "email");
  private static final Set<String> PERSONAL =
      Set.of(
          "email",
          "emails",
          "inbox",
          "mail",
          "mails",
          "gmail",
          "mailbox",
          "calendar",
          "contact",
          "contacts",
          "message",
          "messages",
          "chat",
          "chats",
          "conversation",
          "conversations",
          "drive",
          "customer",
          "customers",
          "patient",
          "patients",
          "invoice",
          "invoices",
          "private",
          "vault",
          "note",
          "notes",
          "document",
          "documents");

  /** What data bases hold that everybody may read. */
  private static final Set<String> PUBLISHED = Set.of("docs", "documentation");

  private static final Set<String> WEB =
      Set.of(
          "web",
          "website",
          "webpage",
          "page",
          "pages",
          "url",
          "urls",
          "browser",
          "internet",
          "rss",
          "feed",
          "feeds",
          "news",
          "html");
  private static final Set<String> WRITTEN_BY_OTHERS =
      Set.of(
          "email",
          "emails",
          "inbox",
          "mail",
          "mails",
          "gmail",
          "issue",
          "issues",
          "comment",
          "comments",
          "ticket",
          "tickets",
          "message",
          "messages",
          "review",
          "reviews",
          "tweet",
          "tweets",
          "post",
          "posts",
          "chat",
          "chats",
          "discussion",
          "discussions");

  /** Words of tools that tell about mails or pages, and do not hand any out. */
  private static final Set<String> ABOUT =
      Set.of(
          "analytics",
          "config",
          "configuration",
          "count",
          "counts",
          "health",
          "metrics",
          "quality",
          "ranking",
          "routing",
          "schema",
          "security",
          "settings",
          "speed",
          "statistics",
          "stats",
          "status",
          "template",
          "templates",
          "trends",
          "types");

  /** What is done with an address that is no reading of what lies there. */
  private static final Set<String> ACTING =
      Set.of(
          "deploy",
          "create",
          "update",
          "set",
          "delete",
          "remove",
          "configure",
          "add",
          "register",
          "install",
          "start",
          "stop",
          "restart",
          "enable",
          "disable");

  private static final Pattern IN_PAGE =
      Pattern.compile(
          ".*\\b(?:evaluate|evaluateHandle|addInitScript|add_init_script|executeScript|execute_script)\\b.*");

  private static final int MOST_NAMED = 3;

  private final String server;
  private final Map<Capability, List<ToolDeclaration>> tools = new EnumMap<>(Capability.class);

  private Capabilities(String server) {
    this.server = server;
  }

  /** The servers of a repository in order of their directories. */
  static List<Capabilities> of(CheckContext context) {
    List<Capabilities> out = new ArrayList<>();
    ServerGroups.of(context)
        .forEach(
            (directory, group) -> {
              Capabilities server = new Capabilities(directory);
              group.forEach(t -> server.add(context, t));
              out.add(server);
            });
    return out;
  }

  /** The tools that bring in a capability. */
  List<ToolDeclaration> of(Capability capability) {
    return tools.getOrDefault(capability, List.of());
  }

  boolean has(Capability capability) {
    return !of(capability).isEmpty();
  }

  /** Whether all three legs of the lethal trifecta are there. */
  boolean isToxic() {
    return has(Capability.PRIVATE_DATA)
        && has(Capability.UNTRUSTED_CONTENT)
        && has(Capability.OUTWARD);
  }

  /** Names of the tools with a capability, the first few. */
  String named(Capability capability) {
    List<String> names = of(capability).stream().map(ToolDeclaration::name).distinct().toList();
    String first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    return names.size() > MOST_NAMED ? first + " and others" : first;
  }

  /** A finding where the server is made, else where its first tool is registered. */
  Draft draft(CheckContext context, Severity severity, String description) {
    PackageDirectories packages = new PackageDirectories(context.files());
    Optional<ServerDeclaration> made =
        context.servers().servers().stream()
            .filter(s -> s.module().file().role().deducts())
            .filter(s -> packages.of(s.module().file()).equals(server))
            .findFirst();
    if (made.isEmpty()) {
      ToolDeclaration first = tools.values().iterator().next().getFirst();
      return ToolDrafts.at(first, severity, Evidence.LIKELY, description, null);
    }
    SyntaxTree tree = made.get().module().tree();
    int node = made.get().node();
    return new Draft(
        made.get().module().file(),
        tree.start(node),
        tree.end(node),
        severity,
        Evidence.LIKELY,
        description,
        null,
        List.of(),
        List.of());
  }

  private void add(CheckContext context, ToolDeclaration tool) {
    List<Effect> effects = context.flow().effects(tool).effects();
    Set<String> said = Words.said(tool);
    List<String> name = Words.of(tool.name());
    List<ToolParameter> parameters = ToolParameter.of(tool).toList();
    boolean address = parameters.stream().anyMatch(ToolParameter::isPage);
    boolean path = parameters.stream().anyMatch(ToolParameter::isPath);
    boolean reads = !Collections.disjoint(name, READING);
    boolean sends = !Collections.disjoint(name, SENDING);
    boolean calls = effects.contains(Effect.NET_OUT);
    boolean contents = Collections.disjoint(name, ABOUT);
    boolean data = effects.contains(Effect.DB) && !sends && Collections.disjoint(name, PUBLISHED);
    if ((effects.contains(Effect.FS_READ) && path && reads)
        || data
        || (calls && reads && contents && !Collections.disjoint(name, PERSONAL))) {
      put(Capability.PRIVATE_DATA, tool);
    }
    boolean acts = ACTING.contains(name.getFirst());
    boolean web = (address && !acts) || (contents && !Collections.disjoint(name, WEB));
    boolean mail = contents && !Collections.disjoint(name, WRITTEN_BY_OTHERS);
    if (calls && !sends && (web || (reads && mail))) {
      put(Capability.UNTRUSTED_CONTENT, tool);
    }
    if (calls && (address || sends || (name.contains("create") && mail))) {
      put(Capability.OUTWARD, tool);
    }
    boolean command = parameters.stream().anyMatch(ToolParameter::isCommand);
    if (effects.contains(Effect.EXEC)
        && command
        && !said.contains("sandbox")
        && !isInBrowser(context, tool, said)) {
      put(Capability.EXECUTION, tool);
    }
  }

  /** Whether what runs is a script of a page, with the rights of the page alone. */
  private static boolean isInBrowser(CheckContext context, ToolDeclaration tool, Set<String> said) {
    boolean script =
        said.contains("javascript") || (said.contains("java") && said.contains("script"));
    if (script && (said.contains("browser") || said.contains("page"))) {
      return true;
    }
    List<EffectStep> runs =
        context.flow().effects(tool).trace().stream()
            .filter(s -> s.effect() == Effect.EXEC && !s.trace().isEmpty())
            .toList();
    return !runs.isEmpty()
        && runs.stream().allMatch(s -> IN_PAGE.matcher(s.trace().getLast().label()).matches());
  }

  private void put(Capability capability, ToolDeclaration tool) {
    tools.computeIfAbsent(capability, c -> new ArrayList<>()).add(tool);
  }
}
