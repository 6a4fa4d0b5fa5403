package io.mcpscore.gateway.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What answers at the root: where everything is. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class LandingResource {

  /**
   * The entry points.
   *
   * @param name of the product
   * @param api base path of the API
   * @param mcp endpoint of agents
   * @param documentation page to try the API on
   * @param openapi machine-readable description
   * @param health whether the service works
   */
  public record Landing(
      String name, String api, String mcp, String documentation, String openapi, String health) {}

  /** Names the entry points. */
  @GET
  @Operation(hidden = true)
  public Landing landing() {
    return new Landing(
        "MCP Security Score", "/api/v1", "/mcp", "/q/swagger-ui", "/q/openapi", "/q/health");
  }
}
