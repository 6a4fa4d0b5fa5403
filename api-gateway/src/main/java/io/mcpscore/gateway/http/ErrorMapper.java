package io.mcpscore.gateway.http;

import io.mcpscore.model.ApiError;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Gives every exception of the resource layer the one error body. */
public final class ErrorMapper {

  /** Statuses that the resource layer decided on: unknown path, wrong method, wrong type. */
  @ServerExceptionMapper
  public Response web(WebApplicationException failure) {
    Response.ResponseBuilder out = answer(Errors.of(failure));
    String allow = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? out : out.header(HttpHeaders.ALLOW, allow)).build();
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
    return error.code().httpStatus() == 503
        ? out.header(HttpHeaders.RETRY_AFTER, Errors.RETRY_AFTER)
        : out;
  }
}
