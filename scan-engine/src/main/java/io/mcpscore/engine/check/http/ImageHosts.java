package io.mcpscore.engine.check.http;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.http.BindSpot.Cause;
import io.mcpscore.engine.check.image.DockerInstruction;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where code takes an address that its image sets to every interface: {@code ENV HOST=0.0.0.0} and
 * {@code os.getenv("HOST")}, {@code CMD ["serve", "--host", "0.0.0.0"]} and the option of that
 * name.
 */
final class ImageHosts {

  private static final Pattern VARIABLE =
      Pattern.compile("([A-Za-z_]\\w{1,60})(?:=|\\s+)[\"']?(?:0\\.0\\.0\\.0|::)[\"']?(?=\\s|$)");
  private static final Pattern OPTION =
      Pattern.compile(
          "(--(?:[a-z-]{0,20}-)?host)(?:[=\\s]|[\"']\\s{0,4},)\\s{0,4}[\"']?0\\.0\\.0\\.0");
  private static final Pattern APPLICATION =
      Pattern.compile(
          "uvicorn[\"',\\s]{1,8}([\\w.]{1,80}):(\\w{1,40})\\b.*--host.{1,8}0\\.0\\.0\\.0.*");

  private final String directory;
  private final Set<String> variables = new HashSet<>();
  private final Set<String> options = new HashSet<>();
  private String application = "";

  private ImageHosts(SourceFile file) {
    directory = file.path().substring(0, file.path().lastIndexOf('/') + 1);
    DockerInstruction.read(file).forEach(this::read);
  }

  /** All places. */
  static List<BindSpot> in(CheckContext context) {
    List<BindSpot> out = new ArrayList<>();
    for (SourceFile file : DockerInstruction.files(context)) {
      if (file.text().holds("0.0.0.0") || file.text().holds("::")) {
        ImageHosts image = new ImageHosts(file);
        CallSites.modules(context)
            .filter(m -> m.file().path().startsWith(image.directory))
            .forEach(m -> image.spots(m).forEach(n -> out.add(new BindSpot(m, n, Cause.IMAGE))));
      }
    }
    return out;
  }

  private void read(DockerInstruction instruction) {
    switch (instruction.name()) {
      case "ENV" -> {
        Matcher set = VARIABLE.matcher(instruction.text());
        while (set.find()) {
          if (StatedHosts.isHost(set.group(1))) {
            variables.add(set.group(1));
          }
        }
      }
      case "CMD", "ENTRYPOINT" -> {
        Matcher option = OPTION.matcher(instruction.text());
        Matcher served = APPLICATION.matcher(instruction.text());
        if (served.find()) {
          application = served.group(1).replace('.', '/') + ".py\n" + served.group(2);
        } else if (option.find()) {
          options.add(option.group(1));
        }
      }
      default -> {
        // Says nothing of what runs.
      }
    }
  }

  private IntStream spots(SourceModule module) {
    SyntaxTree tree = module.tree();
    IntStream read =
        variables.stream().anyMatch(module.file().text()::holds)
            ? tree.subtree(0).filter(n -> isRead(tree, n))
            : IntStream.empty();
    IntStream taken =
        options.stream().anyMatch(module.file().text()::holds)
            ? Literals.in(tree).filter(n -> isOption(tree, n)).map(tree::parent).map(tree::parent)
            : IntStream.empty();
    return IntStream.concat(IntStream.concat(read, taken), served(module))
        .filter(n -> !tree.text(n).contains("0.0.0.0"))
        .limit(1);
  }

  /** {@code process.env.HOST}, {@code os.getenv("HOST")}, {@code os.environ["HOST"]}. */
  private boolean isRead(SyntaxTree tree, int node) {
    int length = tree.end(node) - tree.start(node);
    return switch (tree.kind(node)) {
      case "member_expression" ->
          variables.contains(tree.text(tree.child(node, "property")))
              && tree.text(tree.child(node, "object")).equals("process.env");
      case "subscript", "call" -> {
        String text = length < 160 ? tree.text(node) : "";
        yield text.matches("(?s)(?:os\\.)?(?:getenv|environ\\.get|environ).*")
            && tree.subtree(node)
                .filter(n -> Literals.isString(tree, n))
                .limit(1)
                .anyMatch(n -> variables.contains(Literals.content(tree, n)));
      }
      default -> false;
    };
  }

  private boolean isOption(SyntaxTree tree, int string) {
    int call = tree.parent(tree.parent(string));
    return options.contains(Literals.content(tree, string))
        && call != NONE
        && ExternalCalls.isCall(tree, call)
        && tree.text(tree.child(call, "function")).matches("(?s).{0,80}(?:add_argument|option)");
  }

  private IntStream served(SourceModule module) {
    int cut = application.indexOf('\n');
    if (cut < 0 || !("/" + module.file().path()).endsWith("/" + application.substring(0, cut))) {
      return IntStream.empty();
    }
    SyntaxTree tree = module.tree();
    String name = application.substring(cut + 1);
    return tree.ofKinds("assignment")
        .filter(n -> tree.text(tree.child(n, "left")).equals(name))
        .limit(1);
  }
}
