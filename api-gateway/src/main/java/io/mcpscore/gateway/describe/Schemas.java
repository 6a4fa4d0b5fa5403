package io.mcpscore.gateway.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * What the scanner of annotations cannot know of the records behind answers: a member is always
 * there and never null, unless {@code openapi/members.json} says so. Requests say themselves what
 * they need.
 */
final class Schemas {

  private static final JsonNode MEMBERS = Resources.json("members.json");

  private Schemas() {}

  /** Repairs single schemas. */
  static void complete(Components components) {
    Map<String, Schema> all = new TreeMap<>(components.getSchemas());
    // Some member is any JSON; its class has getters that are none of its members.
    all.remove("JsonNodeType");
    all.computeIfPresent(
        "JsonNode", (name, was) -> OASFactory.createSchema().description("Any JSON"));
    components.setSchemas(all);
  }

  /** Collects the names of the schemas that requests are made of. */
  static void collectRequest(Operation operation, Components components, Set<String> names) {
    if (operation.getRequestBody() == null || operation.getRequestBody().getContent() == null) {
      return;
    }
    for (MediaType media : operation.getRequestBody().getContent().getMediaTypes().values()) {
      collect(media.getSchema(), components, names);
    }
  }

  /** Says of every other schema which members are always there. */
  static void require(Components components, Set<String> ofRequests) {
    components
        .getSchemas()
        .forEach(
            (name, schema) -> {
              if (schema.getProperties() != null
                  && schema.getRequired() == null
                  && !ofRequests.contains(name)) {
                schema.setRequired(required(name, schema));
                MEMBERS
                    .path("nullable")
                    .path(name)
                    .forEach(member -> allowNull(schema, member.asText()));
              }
            });
  }

  private static List<String> required(String name, Schema schema) {
    List<String> members = new ArrayList<>(schema.getProperties().keySet());
    MEMBERS.path("optional").path(name).forEach(member -> members.remove(member.asText()));
    return members;
  }

  private static void allowNull(Schema schema, String name) {
    Schema member = schema.getProperties().get(name);
    List<Schema.SchemaType> types = new ArrayList<>(member.getType());
    types.add(Schema.SchemaType.NULL);
    member.setType(types);
  }

  private static void collect(Schema schema, Components components, Set<String> names) {
    if (schema == null) {
      return;
    }
    if (schema.getRef() != null) {
      String name = schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1);
      if (names.add(name)) {
        collect(components.getSchemas().get(name), components, names);
      }
    }
    collect(schema.getItems(), components, names);
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(member -> collect(member, components, names));
    }
  }
}
