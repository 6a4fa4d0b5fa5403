package io.mcpscore.gateway.mcp;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.Uncounting;
import io.mcpscore.gateway.http.Answers;
import io.mcpscore.gateway.http.Body;
import io.mcpscore.gateway.http.Errors;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Json;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkiverse.mcp.server.runtime.McpMessageHandler;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What stands between an authenticated request and the library. The endpoint keeps no state: every
 * message is answered by whichever gateway it reaches, and there are no streams besides the answer
 * to a call. A call of a tool counts as a request; what the protocol needs besides is free.
 */
@Singleton
class McpGate implements Handler<RoutingContext> {

  private static final String SESSION = "Mcp-Session-Id";
  private static final String VERSION = "Mcp-Protocol-Version";
  private static final String ACCEPTED = "application/json, text/event-stream";
  private static final String JSON = "application/json";
  private static final Pattern JSON_RANGE =
      Pattern.compile("(^|[\\s,])(\\*|application)/(\\*|json)", Pattern.CASE_INSENSITIVE);

  private final McpSessions sessions;
  private final ConnectionManager connections;
  private final Uncounting uncounting;

  McpGate(McpSessions sessions, ConnectionManager connections, Uncounting uncounting) {
    this.sessions = sessions;
    this.connections = connections;
    this.uncounting = uncounting;
  }

  @Override
  public void handle(RoutingContext context) {
    String path = context.normalizedPath();
    if (path.startsWith(McpSetup.PATH + "/")) {
      // The library would offer the transport of an older protocol here.
      Answers.error(context, Errors.ofStatus(404));
    } else if (!path.equals(McpSetup.PATH)) {
      context.next();
    } else if (context.request().method().equals(HttpMethod.POST)) {
      post(context, Caller.of(context));
    } else {
      if (context.request().method().equals(HttpMethod.GET)
          || context.request().method().equals(HttpMethod.DELETE)) {
        // Clients try whether there is a stream, and end sessions that need no end.
        uncounting.apply(context);
      }
      context.response().putHeader(HttpHeaders.ALLOW, "POST");
      Answers.error(context, Errors.ofStatus(405));
    }
  }

  private void post(RoutingContext context, Caller caller) {
    ApiError refusal = refusal(context, caller);
    if (refusal != null) {
      Answers.error(context, refusal);
      return;
    }
    context.request().headers().set(HttpHeaders.ACCEPT, ACCEPTED).remove(SESSION);
    McpMessage message = McpMessage.read(Body.of(context));
    if (message.kind() != McpMessage.Kind.CALL && message.kind() != McpMessage.Kind.MALFORMED) {
      uncounting.apply(context);
    }
    switch (message.kind()) {
      case MALFORMED -> error(context, 400, message);
      case UNKNOWN -> error(context, 200, message);
      case NOTIFICATION -> context.response().setStatusCode(202).end();
      case INITIALIZE -> {
        context.addHeadersEndHandler(ended -> nameSession(context, caller));
        goOn(context, message);
      }
      case HOUSEKEEPING, CALL -> goOn(context, message);
    }
  }

  /** Why the HTTP around a message will not do, or null. */
  private ApiError refusal(RoutingContext context, Caller caller) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON)) {
      return Errors.ofStatus(415);
    }
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    if (accept != null && !JSON_RANGE.matcher(accept).find()) {
      return new ApiError(ErrorCode.NOT_ACCEPTABLE, "Not acceptable", "Accept " + ACCEPTED);
    }
    String version = context.request().getHeader(VERSION);
    if (version != null && !McpMessageHandler.SUPPORTED_PROTOCOL_VERSIONS.contains(version)) {
      return new ApiError(
          ErrorCode.INVALID_REQUEST,
          "Unknown protocol version",
          "This server speaks " + String.join(", ", McpMessageHandler.SUPPORTED_PROTOCOL_VERSIONS));
    }
    String session = context.request().getHeader(SESSION);
    return session == null || sessions.isOpenedBy(caller, session)
        ? null
        : new ApiError(
            ErrorCode.NOT_FOUND, "Session not found", "Send initialize to open a session");
  }

  private static void goOn(RoutingContext context, McpMessage message) {
    ((RoutingContextInternal) context).setBody(Buffer.buffer(Json.write(message.json())));
    context.next();
  }

  /** Replaces the id by which the library would remember the session, and lets it forget. */
  private void nameSession(RoutingContext context, Caller caller) {
    String remembered = context.response().headers().get(SESSION);
    if (remembered != null) {
      connections.remove(remembered);
      context.response().putHeader(SESSION, sessions.open(caller));
    }
  }

  private static void error(RoutingContext context, int status, McpMessage message) {
    Map<String, Object> error = Map.of("code", message.error(), "message", message.problem());
    var answer = Json.mapper().createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", message.id() == null ? Json.mapper().nullNode() : message.id());
    answer.set("error", Json.mapper().valueToTree(error));
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .end(Json.write(answer));
  }
}
