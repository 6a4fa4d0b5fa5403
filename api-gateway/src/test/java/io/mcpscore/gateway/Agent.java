package io.mcpscore.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An agent as people build them: the protocol's own client library over the network. It holds every
 * result to the schema that the server named.
 *
 * @param client of the library
 * @param progress what the server told while a call ran
 */
record Agent(McpSyncClient client, List<ProgressNotification> progress) implements AutoCloseable {

  /** An agent with a key, or with none for null. */
  static Agent with(URI server, String key) {
    List<ProgressNotification> progress = new CopyOnWriteArrayList<>();
    HttpClientStreamableHttpTransport transport =
        HttpClientStreamableHttpTransport.builder(server.toString())
            .jsonMapper(new JacksonMcpJsonMapper(Json.mapper()))
            .httpRequestCustomizer(
                (request, method, uri, body, context) -> {
                  if (key != null) {
                    request.header("Authorization", "Bearer " + key);
                  }
                })
            .build();
    McpSyncClient client =
        McpClient.sync(transport)
            .requestTimeout(Duration.ofSeconds(60))
            .jsonSchemaValidator(new DefaultJsonSchemaValidator())
            .enableCallToolSchemaCaching(true)
            .progressConsumer(progress::add)
            .build();
    return new Agent(client, progress);
  }

  /** An agent that has said hello. */
  static Agent connected(URI server, String key) {
    Agent agent = with(server, key);
    agent.client.initialize();
    return agent;
  }

  /** Calls a tool. */
  CallToolResult call(String tool, Map<String, Object> arguments) {
    return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  /** Calls a tool that succeeds. */
  JsonNode get(String tool, Map<String, Object> arguments) {
    CallToolResult result = call(tool, arguments);
    if (Boolean.TRUE.equals(result.isError())) {
      throw new AssertionError(tool + " failed: " + text(result));
    }
    return Json.mapper().valueToTree(result.structuredContent());
  }

  /** Calls a tool that fails; the error as the API would have it. */
  JsonNode error(String tool, Map<String, Object> arguments) throws Exception {
    CallToolResult result = call(tool, arguments);
    if (!Boolean.TRUE.equals(result.isError()) || result.structuredContent() != null) {
      throw new AssertionError(tool + " did not fail: " + result);
    }
    return Json.mapper().readTree(text(result)).path("error");
  }

  /** The text of a result. */
  static String text(CallToolResult result) {
    return ((TextContent) result.content().getFirst()).text();
  }

  @Override
  public void close() {
    client.close();
  }
}
