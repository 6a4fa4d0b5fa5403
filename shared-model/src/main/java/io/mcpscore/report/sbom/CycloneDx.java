package io.mcpscore.report.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.Dependencies;
import io.mcpscore.model.Json;
import io.mcpscore.model.Report;
import io.mcpscore.report.SafeText;
import io.mcpscore.report.ScanResult;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.BomReference;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Composition;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.ExternalReference;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.metadata.ToolInformation;

/**
 * The bill of materials of a repository in CycloneDX 1.6: the packages that its manifests and lock
 * files name, and what was publicly known against them when it was scanned. One scan gives one bill
 * with one serial number, however often it is written.
 */
public final class CycloneDx {

  private static final String ROOT = "repository";

  private CycloneDx() {}

  /** The bill as JSON text. */
  public static String render(ScanResult result) {
    Dependencies dependencies = result.report().dependencies();
    SbomComponents components = new SbomComponents(dependencies.components());
    Bom bom = new Bom();
    bom.setSerialNumber("urn:uuid:" + serial(result));
    bom.setVersion(1);
    bom.setMetadata(metadata(result));
    bom.setComponents(List.copyOf(components.all().values()));
    bom.setDependencies(List.of(direct(components)));
    bom.setVulnerabilities(SbomVulnerabilities.of(components.all()));
    bom.setCompositions(List.of(composition(dependencies)));
    try {
      return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString() + "\n";
    } catch (GeneratorException e) {
      throw new IllegalStateException("the bill of materials cannot be written", e);
    }
  }

  private static UUID serial(ScanResult result) {
    String seed = result.scan().id() + "\n" + Json.canonical(result.report());
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
  }

  private static Metadata metadata(ScanResult result) {
    Report report = result.report();
    Metadata metadata = new Metadata();
    if (result.scan().completedAt() != null) {
      metadata.setTimestamp(Date.from(result.scan().completedAt()));
    }
    Component tool = new Component();
    tool.setType(Component.Type.APPLICATION);
    tool.setName("MCP Security Score");
    tool.setVersion(report.engineVersion());
    ToolInformation tools = new ToolInformation();
    tools.setComponents(List.of(tool));
    metadata.setToolChoice(tools);
    metadata.setComponent(repository(result.scan()));
    String snapshot = report.dependencies().advisorySnapshot();
    metadata.addProperty(
        new Property("mcpscore:advisorySnapshot", snapshot == null ? "none" : snapshot));
    metadata.addProperty(new Property("mcpscore:score", String.valueOf(report.score())));
    return metadata;
  }

  private static Component repository(CompleteScan scan) {
    Component root = new Component();
    root.setType(Component.Type.APPLICATION);
    root.setBomRef(ROOT);
    String[] parts = scan.url().split("/", -1);
    root.setName(SafeText.line(parts[parts.length - 1]));
    root.setVersion(scan.commit());
    if (scan.url().startsWith("https://") && parts.length >= 5) {
      ExternalReference source = new ExternalReference();
      source.setType(ExternalReference.Type.VCS);
      source.setUrl(scan.url());
      root.setExternalReferences(List.of(source));
      purl(root, scan, parts);
    }
    return root;
  }

  private static void purl(Component root, CompleteScan scan, String[] parts) {
    if (parts[2].equals("github.com")) {
      try {
        root.setPurl(new PackageURL("github", parts[3], parts[4], scan.commit(), null, null));
      } catch (MalformedPackageURLException e) {
        throw new IllegalStateException("a canonical URL names owner and repository", e);
      }
    }
  }

  private static Dependency direct(SbomComponents components) {
    Dependency root = new Dependency(ROOT);
    components
        .all()
        .forEach(
            (p, component) -> {
              if (p.direct()) {
                root.addDependency(new Dependency(component.getBomRef()));
              }
            });
    return root;
  }

  /** What a manifest does not say is not known; what was too much is known to be missing. */
  private static Composition composition(Dependencies dependencies) {
    boolean all = dependencies.componentsFound() <= dependencies.components().size();
    Composition composition = new Composition();
    composition.setAggregate(
        all ? Composition.Aggregate.UNKNOWN : Composition.Aggregate.INCOMPLETE);
    composition.addAssembly(new BomReference(ROOT));
    return composition;
  }
}
