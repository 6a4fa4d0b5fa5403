package io.mcpscore.gateway.badge;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.config.BadgeSettings;
import io.mcpscore.gateway.config.BadgeSettings.Access;
import io.mcpscore.gateway.config.GitSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Tagged;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** {@code GET /badge/{host}/{owner}/{repo}.svg} and {@code .json}. */
@Path("/badge/{host}/{owner}/{file}")
@Produces(MediaType.WILDCARD)
@Tag(name = "Badges")
public class BadgeResource {

  private static final String SVG = ".svg";
  private static final String JSON = ".json";

  private final Badges badges;
  private final BadgeSettings settings;
  private final GitSettings git;

  BadgeResource(Badges badges, BadgeSettings settings, GitSettings git) {
    this.badges = badges;
    this.settings = settings;
    this.git = git;
  }

  /** Answers with the badge of a repository. */
  @GET
  @Operation(
      operationId = "getBadge",
      summary = "The score of a public repository as a picture, or for shields.io",
      description =
          "Grey and unknown without a result of the default branch of a public repository. Needs no"
              + " key unless the operator says so (mcpscore.badges.access).")
  @APIResponse(
      responseCode = "200",
      description = "The badge; Cache-Control says how long it may be shown",
      headers = {
        @Header(name = "ETag", required = true, schema = @Schema(implementation = String.class)),
        @Header(name = "Cache-Control", schema = @Schema(implementation = String.class))
      },
      content = {
        @Content(mediaType = "image/svg+xml", schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Shield.class),
            examples =
                @ExampleObject(
                    name = "graded",
                    value =
                        "{\"schemaVersion\":1,\"label\":\"MCP security\",\"message\":\"B 84\","
                            + "\"color\":\"green\",\"cacheSeconds\":300}"))
      })
  @APIResponse(responseCode = "304", description = "The badge you have")
  @APIResponse(
      responseCode = "400",
      description = "INVALID_URL",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED, when badges need a key")
  @APIResponse(responseCode = "403", description = "API_ACCESS_REQUIRED, when badges need a key")
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED, when badges need a key")
  @APIResponse(responseCode = "404", description = "NOT_FOUND: another suffix, or no badges here")
  public Uni<Response> badge(
      @Context RoutingContext http,
      @Parameter(description = "Git host", example = "github.com") @RestPath String host,
      @Parameter(description = "User or organisation", example = "acme") @RestPath String owner,
      @Parameter(description = "Repository and .svg or .json", example = "notes.svg") @RestPath
          String file,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
    boolean svg = file.endsWith(SVG);
    if (settings.access() == Access.NOBODY || !(svg || file.endsWith(JSON))) {
      throw new WebApplicationException(Response.Status.NOT_FOUND);
    }
    if (settings.access() == Access.KEY) {
      Caller.of(http);
    }
    String name = file.substring(0, file.length() - (svg ? SVG : JSON).length());
    RepositoryAddress repository = repository(host, owner, name);
    return badges.of(repository).map(badge -> answer(http, badge, svg, ifNoneMatch));
  }

  private RepositoryAddress repository(String host, String owner, String name) {
    // What people paste may name a ref and a part; a badge is of the whole.
    return RepositoryAddress.parse("https://" + host + "/" + owner + "/" + name, git.hosts())
        .filter(address -> address.ref() == null)
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.INVALID_URL,
                    "Invalid repository",
                    "The path is /badge/<host>/<owner>/<repository>.svg or .json"));
  }

  private Response answer(RoutingContext http, Badge badge, boolean svg, String ifNoneMatch) {
    long seconds = settings.maxAge().toSeconds();
    Tagged body =
        svg ? Tagged.text(BadgeSvg.render(badge)) : Tagged.json(Shield.of(badge, seconds));
    String scope = settings.access() == Access.ANYONE ? "public" : "private";
    http.response()
        .putHeader(HttpHeaders.CACHE_CONTROL, scope + ", max-age=" + seconds)
        .putHeader("Content-Security-Policy", "default-src 'none'");
    if (body.matches(ifNoneMatch)) {
      return Response.notModified().header(HttpHeaders.ETAG, body.etag()).build();
    }
    String type = svg ? "image/svg+xml;charset=utf-8" : MediaType.APPLICATION_JSON;
    return Response.ok(body.body(), type).header(HttpHeaders.ETAG, body.etag()).build();
  }
}
