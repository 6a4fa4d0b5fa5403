package io.mcpscore.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values that a rule's own sources bring in, and those of HTTP requests. */
class SourceFlowTest {

  /** Names that begin with {@code secret}, on their way to {@code log(…)} or to the agent. */
  private record SecretRule(boolean returnsAreSinks) implements SinkRule {

    @Override
    public List<Integer> sinks(SourceModule module, int node) {
      SyntaxTree tree = module.tree();
      boolean log = tree.text(Shapes.callee(tree, node)).equals("log");
      return log
          ? Shapes.arguments(tree, node).stream().map(Shapes.Argument::node).toList()
          : List.of();
    }

    @Override
    public boolean agentIsSource() {
      return false;
    }

    @Override
    public boolean hasSources() {
      return true;
    }

    @Override
    public Optional<String> source(SourceModule module, int expression) {
      SyntaxTree tree = module.tree();
      boolean secret =
          tree.is(expression, "identifier") && tree.text(expression).startsWith("secret");
      return secret ? Optional.of("the secret " + tree.text(expression)) : Optional.empty();
    }
  }

  private static List<String> found(FlowRepository repository, boolean returns) {
    return repository.flow().into(new SecretRule(returns)).stream()
        .map(
            f ->
                f.evidence().key()
                    + " "
                    + f.tool()
                    + " "
                    + f.trace().stream().map(t -> t.label()).toList())
        .toList();
  }

  @Test
  void aSourceInAHandlerIsProven() {
    FlowRepository repository =
        FlowRepository.python(
            "@mcp.tool()\ndef show(x: str) -> str:\n  line = f'key {secret_key}'\n  log(line)\n");

    assertEquals(
        List.of("proven show [the secret secret_key, becomes line, reaches log]"),
        found(repository, false));
  }

  @Test
  void aSourceIsFollowedThroughFunctionsOfOtherFiles() {
    FlowRepository repository =
        FlowRepository.script("import { load } from './load';\nfunction start() { log(load()); }\n")
            .with("load.ts", "export function load() { return 'k=' + secretKey; }\n");

    assertEquals(
        List.of("likely null [the secret secretKey, reaches log]"), found(repository, false));
  }

  @Test
  void theCodeOfTheModuleItselfIsFollowed() {
    assertEquals(
        List.of("likely null [the secret secret_key, reaches log]"),
        found(FlowRepository.python("log(secret_key)\n"), false));
  }

  @Test
  void whatAHandlerGivesBackIsASinkWhenTheRuleSaysSo() {
    FlowRepository repository =
        FlowRepository.python(
            "@mcp.tool()\ndef show(x: str) -> str:\n  if x:\n    raise ValueError(secret_b)\n"
                + "  return helper()\ndef helper():\n  return secret_a\n");

    assertEquals(
        List.of(
            "proven show [the secret secret_b, goes back to the agent]",
            "proven show [the secret secret_a, goes back to the agent]"),
        found(repository, true));
    assertEquals(List.of(), found(repository, false));
  }

  @Test
  void whatAnAgentChoseIsNoSourceOfSuchARule() {
    FlowRepository repository =
        FlowRepository.python("@mcp.tool()\ndef show(x: str) -> str:\n  log(x)\n");

    assertEquals(List.of(), found(repository, false));
  }

  @Test
  void partsOfRequestsAreChosenByWhoSendsThem() {
    FlowRepository express =
        FlowRepository.script(
            "import express from 'express'; const app = express();\n"
                + "app.get('/run', (req, res) => { exec('ls ' + req.query.dir); exec(req.user.id);"
                + " });\n");
    FlowRepository starlette =
        FlowRepository.python(
            "@mcp.custom_route('/run', methods=['GET'])\nasync def run(request):\n"
                + "  os.system(request.query_params['cmd'])\n");
    FlowRepository dependency =
        FlowRepository.python(
            "from fastmcp.server.dependencies import get_http_request\ndef base():\n"
                + "  os.system(get_http_request().headers.get('x-base'))\n");
    FlowRepository plain =
        FlowRepository.python(
            "from http.server import BaseHTTPRequestHandler\nclass H(BaseHTTPRequestHandler):\n"
                + "  def do_GET(self):\n    os.system(self.path)\n    os.system(self.server)\n");

    assertEquals(List.of("proven null 'ls ' + req.query.dir"), express.found());
    assertEquals(List.of("proven null request.query_params['cmd']"), starlette.found());
    assertEquals(
        List.of("likely null get_http_request().headers.get('x-base')"), dependency.found());
    assertEquals(List.of("proven null self.path"), plain.found());
  }
}
