package io.mcpscore.report.sarif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.report.Owasp;
import java.util.ArrayList;
import java.util.List;

/** The two lists of weaknesses that checks point at, each with what a run uses of it. */
final class SarifTaxonomies {

  private static final String CWE = "CWE";
  private static final String CWE_PAGE = "https://cwe.mitre.org/data/definitions/";

  private final List<String> cwe = new ArrayList<>();
  private final List<String> owasp = new ArrayList<>();

  /** A reference to a weakness, which is added when it is new. */
  ObjectNode reference(String id) {
    boolean isCwe = id.startsWith(CWE);
    List<String> known = isCwe ? cwe : owasp;
    if (!known.contains(id)) {
      known.add(id);
    }
    ObjectNode out = SarifLog.object().put("id", id).put("index", known.indexOf(id));
    component(out.putObject("toolComponent"), isCwe);
    return out;
  }

  /** The taxonomies, to be asked for once all references are made. */
  ArrayNode json() {
    ArrayNode out = JsonNodeFactory.instance.arrayNode(2);
    ObjectNode weaknesses = taxonomy(out.addObject(), true, "MITRE");
    weaknesses.putObject("shortDescription").put("text", "The MITRE Common Weakness Enumeration");
    weaknesses.put("informationUri", "https://cwe.mitre.org/");
    ArrayNode taxa = weaknesses.putArray("taxa");
    for (String id : cwe) {
      String number = id.replaceFirst("^\\D*", "");
      taxa.addObject().put("id", id).put("helpUri", CWE_PAGE + number + ".html");
    }
    ObjectNode risks = taxonomy(out.addObject(), false, "OWASP");
    risks.putObject("shortDescription").put("text", "The OWASP MCP Top 10");
    risks.put("informationUri", "https://owasp.org/www-project-mcp-top-10/");
    ArrayNode ranks = risks.putArray("taxa");
    for (String id : owasp) {
      ObjectNode taxon = ranks.addObject().put("id", id);
      Owasp.title(id).ifPresent(name -> taxon.putObject("shortDescription").put("text", name));
    }
    return out;
  }

  /** What the driver says of the taxonomies. */
  ArrayNode references() {
    ArrayNode out = JsonNodeFactory.instance.arrayNode(2);
    component(out.addObject(), true);
    component(out.addObject(), false);
    return out;
  }

  private static ObjectNode taxonomy(ObjectNode out, boolean isCwe, String organization) {
    return out.put("name", name(isCwe))
        .put("organization", organization)
        .put("isComprehensive", false);
  }

  private static void component(ObjectNode out, boolean isCwe) {
    out.put("name", name(isCwe)).put("index", isCwe ? 0 : 1);
  }

  private static String name(boolean isCwe) {
    return isCwe ? CWE : "OWASP MCP Top 10";
  }
}
