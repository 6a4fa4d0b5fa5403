package io.mcpscore.report.html;

import io.mcpscore.model.Effect;
import io.mcpscore.model.Report;
import io.mcpscore.model.Server;
import io.mcpscore.model.Tool;
import io.mcpscore.report.SafeText;
import io.mcpscore.report.SourceLinks;
import java.util.List;

/** What the servers of a repository offer, and what that can really do. */
final class HtmlTools {

  private static final int MOST = 500;
  private static final int DESCRIPTION = 2000;

  private final Markup out;
  private final HtmlFindings places;

  HtmlTools(Markup out, SourceLinks links) {
    this.out = out;
    this.places = new HtmlFindings(out, links);
  }

  void write(Report report) {
    out.open("section", "aria-labelledby", "tools").element("h2", "Tools", "id", "tools");
    if (report.servers().size() > 1) {
      servers(report.servers());
    }
    String offers =
        SafeText.count(report.tools().size(), "tool")
            + ", "
            + SafeText.count(report.prompts().size(), "prompt")
            + ", "
            + SafeText.count(report.resources().size(), "resource");
    out.element("p", offers + ".");
    report.tools().stream()
        .sorted((a, b) -> a.risk().compareTo(b.risk()))
        .limit(MOST)
        .forEach(this::tool);
    HtmlFindings.rest(out, report.tools().size() - MOST, "tool");
    out.end();
  }

  private void servers(List<Server> servers) {
    out.open("div", "class", "card").open("table").element("caption", "Servers");
    HtmlScores.header(out, "Server", "Directory", "Score", "Safety", "Tools");
    out.open("tbody");
    for (Server server : servers.stream().limit(MOST).toList()) {
      out.open("tr").element("td", server.name() == null ? "unnamed" : server.name());
      out.open("td").element("code", server.path().isEmpty() ? "." : server.path()).close();
      out.element("td", server.score() + " " + server.grade());
      out.element("td", server.safetyScore() + " " + server.safetyGrade());
      out.element("td", String.valueOf(server.tools())).end();
    }
    out.close().close().end();
  }

  private void tool(Tool tool) {
    out.open("article", "class", "card").open("h3").element("code", tool.name());
    String risk = tool.risk().key();
    out.text(" ").element("span", "risk " + risk, "class", "tag " + risk).close();
    out.open("p", "class", "meta");
    places.place(tool.file(), tool.line());
    out.text(" · " + (tool.handler() == null ? "its code was not found" : tool.framework()))
        .close();
    if (tool.description() != null) {
      out.element("p", SafeText.cut(tool.description(), DESCRIPTION));
    }
    out.open("p").text("Can do: ");
    for (Effect effect : tool.effects()) {
      out.element("span", effect.key(), "class", "tag");
    }
    out.close();
    remarks("Hints that the code contradicts", tool.annotationMismatch());
    remarks("Text that instructs the model", tool.poisoning());
    out.end();
  }

  private void remarks(String title, List<String> remarks) {
    for (String remark : remarks) {
      out.open("p", "class", "note").element("strong", title + ": ").text(remark).close();
    }
  }
}
