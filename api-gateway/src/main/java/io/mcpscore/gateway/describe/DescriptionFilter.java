package io.mcpscore.gateway.describe;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the description when the gateway is built. Resources say what is theirs alone; what
 * every operation has in common (errors of the door, rate headers, request ids) is added here, so
 * that an operation cannot be described without it.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DescriptionFilter implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Components components = document.getComponents();
    Schemas.complete(components);
    ResponseHeaders.define(components);
    ErrorResponses errors = new ErrorResponses(components);
    Set<String> asked = new TreeSet<>();
    for (PathItem path : document.getPaths().getPathItems().values()) {
      for (Operation operation : path.getOperations().values()) {
        complete(operation, errors);
        Schemas.collectRequest(operation, components, asked);
      }
    }
    Schemas.require(components, asked);
  }

  private static void complete(Operation operation, ErrorResponses errors) {
    Door door = Door.of(operation);
    errors.complete(operation, door);
    Examples.of(operation).ifPresent(examples -> examples.apply(operation));
    Parameters.complete(operation);
    Map<String, APIResponse> answers = operation.getResponses().getAPIResponses();
    answers.forEach(
        (status, answer) -> {
          if (answer.getRef() == null) {
            ResponseHeaders.add(answer, Integer.parseInt(status), door);
          }
        });
    operation.setResponses(sorted(answers));
  }

  private static org.eclipse.microprofile.openapi.models.responses.APIResponses sorted(
      Map<String, APIResponse> answers) {
    var out = OASFactory.createAPIResponses();
    answers.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> out.addAPIResponse(entry.getKey(), entry.getValue()));
    return out;
  }
}
