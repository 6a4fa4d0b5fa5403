package io.mcpscore.report.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.mcpscore.report.SafeText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Evidence;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.component.evidence.Occurrence;

/** The packages of a report as components. */
final class SbomComponents {

  /** As long as the schema allows. */
  private static final int LONGEST_VERSION = 1024;

  private final Set<String> references = new HashSet<>();
  private final Map<io.mcpscore.model.Component, Component> made = new LinkedHashMap<>();

  /** Makes the components, each with a reference of its own. */
  SbomComponents(List<io.mcpscore.model.Component> packages) {
    packages.forEach(p -> made.computeIfAbsent(p, this::component));
  }

  /** Every package with its component. */
  Map<io.mcpscore.model.Component, Component> all() {
    return made;
  }

  private Component component(io.mcpscore.model.Component p) {
    Component component = new Component();
    component.setType(Component.Type.LIBRARY);
    String name = SafeText.line(p.name());
    int slash = p.ecosystem().equals("npm") && name.startsWith("@") ? name.indexOf('/') : -1;
    component.setGroup(slash > 0 ? name.substring(0, slash) : null);
    component.setName(slash > 0 ? name.substring(slash + 1) : name);
    component.setVersion(
        p.version() == null ? null : SafeText.cut(SafeText.line(p.version()), LONGEST_VERSION));
    component.setScope(p.development() ? Component.Scope.EXCLUDED : Component.Scope.REQUIRED);
    PackageURL purl = p.origin() == null ? purl(p) : null;
    if (purl != null) {
      component.setPurl(purl);
    }
    component.setBomRef(reference(purl == null ? p.ecosystem() + ":" + name : purl.toString()));
    component.setEvidence(evidence(p));
    component.setProperties(properties(p));
    return component;
  }

  /** None for a name or version that no registry can have. */
  private static PackageURL purl(io.mcpscore.model.Component p) {
    int slash = p.ecosystem().equals("npm") ? p.name().lastIndexOf('/') : -1;
    String group = slash > 0 ? p.name().substring(0, slash) : null;
    try {
      return new PackageURL(
          p.ecosystem(), group, p.name().substring(slash + 1), p.version(), null, null);
    } catch (MalformedPackageURLException e) {
      return null;
    }
  }

  private String reference(String wanted) {
    String reference = wanted;
    for (int i = 2; !references.add(reference); i++) {
      reference = wanted + "#" + i;
    }
    return reference;
  }

  private static Evidence evidence(io.mcpscore.model.Component p) {
    Occurrence occurrence = new Occurrence();
    occurrence.setLocation(SafeText.line(p.file()));
    occurrence.setLine(p.line());
    Evidence evidence = new Evidence();
    evidence.setOccurrences(List.of(occurrence));
    return evidence;
  }

  private static List<Property> properties(io.mcpscore.model.Component p) {
    List<Property> out = new ArrayList<>();
    out.add(new Property("mcpscore:direct", String.valueOf(p.direct())));
    if (p.requirement() != null) {
      out.add(new Property("mcpscore:requirement", SafeText.line(p.requirement())));
    }
    if (p.origin() != null) {
      out.add(new Property("mcpscore:origin", p.origin()));
    }
    return out;
  }
}
