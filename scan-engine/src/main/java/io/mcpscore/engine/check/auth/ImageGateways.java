package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.image.DockerInstruction;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Images that put a server of standard input behind a gateway, which listens on every interface and
 * asks for a credential only when it is given one.
 */
final class ImageGateways {

  /** Gateways that listen on every interface by themselves. */
  private static final Pattern GATEWAY =
      Pattern.compile("(?s)(?:.*[\\s\"'/])?(?:supergateway|mcpo)(?:@[\\w.^~-]{1,20})?[\\s\"'].*");

  /** A name of two programs, of which the one for Node does. */
  private static final Pattern PROXY =
      Pattern.compile("(?s)(?:.*[\\s\"'/])?mcp-proxy(?:@[\\w.^~-]{1,20})?[\\s\"'].*");

  private static final Pattern OF_NODE =
      Pattern.compile("(?:npm|npx|pnpm|yarn|bunx?)\\b[^\\n]{0,160}\\bmcp-proxy\\b");
  private static final Pattern EVERYWHERE = Pattern.compile("0\\.0\\.0\\.0|[\"'\\s=]::[\"'\\s]");
  private static final Pattern LOCAL = Pattern.compile("127\\.0\\.0\\.1|localhost");
  private static final Pattern CREDENTIAL =
      Pattern.compile("(?i)--?api-?key|api_key|--auth|token|--oauth");

  private ImageGateways() {}

  /** The commands of all images that do. */
  static Stream<Draft> in(CheckContext context) {
    return context.servers().isEmpty()
        ? Stream.empty()
        : DockerInstruction.files(context).stream()
            .filter(f -> f.text().holds("supergateway") || f.text().holds("mcp"))
            .flatMap(ImageGateways::of);
  }

  private static Stream<Draft> of(SourceFile file) {
    List<DockerInstruction> all = DockerInstruction.read(file);
    boolean credential =
        all.stream()
            .filter(i -> i.name().matches("ENV|CMD|ENTRYPOINT"))
            .anyMatch(i -> CREDENTIAL.matcher(i.text()).find() && isAboutGateway(i));
    return credential
        ? Stream.empty()
        : all.stream()
            .filter(i -> i.name().matches("CMD|ENTRYPOINT") && listens(all, i.text()))
            .map(
                i ->
                    Facts.at(
                        file,
                        i.start(),
                        i.end(),
                        Severity.MEDIUM,
                        "The image offers the server to the network through a gateway that asks"
                            + " for no credential: whoever reaches its port calls the tools."));
  }

  /**
   * A variable for the server behind, such as a token of a service, is no credential of callers.
   */
  private static boolean isAboutGateway(DockerInstruction instruction) {
    return !instruction.name().equals("ENV") || instruction.text().contains("MCP_PROXY");
  }

  private static boolean listens(List<DockerInstruction> all, String command) {
    if (LOCAL.matcher(command).find()) {
      return false;
    }
    boolean ofNode = all.stream().anyMatch(i -> OF_NODE.matcher(i.name() + " " + i.text()).find());
    return GATEWAY.matcher(command).matches()
        || (PROXY.matcher(command).matches() && (ofNode || EVERYWHERE.matcher(command).find()));
  }
}
