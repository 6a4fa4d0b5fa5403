package io.mcpscore.report.sbom;

import io.mcpscore.model.KnownVulnerability;
import io.mcpscore.model.Severity;
import io.mcpscore.report.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.vulnerability.Vulnerability;
import org.cyclonedx.model.vulnerability.Vulnerability.Affect;
import org.cyclonedx.model.vulnerability.Vulnerability.Rating;
import org.cyclonedx.model.vulnerability.Vulnerability.Reference;
import org.cyclonedx.model.vulnerability.Vulnerability.Source;

/** What is known against components, each thing once with all that it affects. */
final class SbomVulnerabilities {

  private SbomVulnerabilities() {}

  static List<Vulnerability> of(Map<io.mcpscore.model.Component, Component> components) {
    Map<String, Vulnerability> byId = new LinkedHashMap<>();
    components.forEach(
        (p, component) ->
            p.advisories()
                .forEach(
                    known ->
                        byId.computeIfAbsent(
                                SafeText.line(known.id()), id -> vulnerability(id, known))
                            .getAffects()
                            .add(affect(component))));
    return List.copyOf(byId.values());
  }

  private static Vulnerability vulnerability(String id, KnownVulnerability known) {
    Vulnerability out = new Vulnerability();
    out.setBomRef("vulnerability:" + id);
    out.setId(id);
    Source source = new Source();
    source.setName("OSV");
    out.setSource(source);
    Rating rating = new Rating();
    rating.setSeverity(severity(known.severity()));
    out.setRatings(List.of(rating));
    if (known.malicious()) {
      out.setDescription("The package itself is the attack.");
    }
    if (known.fixed() != null) {
      out.setRecommendation("Upgrade to " + SafeText.line(known.fixed()) + " or later.");
    }
    out.setReferences(known.aliases().stream().map(alias -> reference(alias, source)).toList());
    out.setAffects(new ArrayList<>());
    return out;
  }

  private static Reference reference(String alias, Source source) {
    Reference reference = new Reference();
    reference.setId(SafeText.line(alias));
    reference.setSource(source);
    return reference;
  }

  private static Affect affect(Component component) {
    Affect affect = new Affect();
    affect.setRef(component.getBomRef());
    return affect;
  }

  private static Rating.Severity severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> Rating.Severity.CRITICAL;
      case HIGH -> Rating.Severity.HIGH;
      case MEDIUM -> Rating.Severity.MEDIUM;
      case LOW -> Rating.Severity.LOW;
      case INFO -> Rating.Severity.INFO;
    };
  }
}
