package io.mcpscore.gateway.http;

import io.mcpscore.model.ApiError;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Gives every exception of the resource layer the one error body. */
public class ErrorMapper {

  private final AllowedMethods allowed;

  ErrorMapper(AllowedMethods allowed) {
    this.allowed = allowed;
  }

  /** Statuses that the resource layer decided on: unknown path, wrong method, wrong type. */
  @ServerExceptionMapper
  public Response web(WebApplicationException failure, RoutingContext http) {
    Response.ResponseBuilder out = answer(Errors.of(failure));
    if (failure.getResponse().getStatus() == 405) {
      out.header(HttpHeaders.ALLOW, allowed.of(http.normalizedPath()));
    }
    return out.build();
  }

  /** Everything else. */
  @ServerExceptionMapper
  public Response any(Throwable failure) {
    return answer(Errors.of(failure)).build();
  }

  private static Response.ResponseBuilder answer(ApiError error) {
    Response.ResponseBuilder out =
        Response.status(error.code().httpStatus())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(error.body());
    int retryAfter = Errors.retryAfter(error.code());
    return retryAfter > 0 ? out.header(HttpHeaders.RETRY_AFTER, retryAfter) : out;
  }
}
