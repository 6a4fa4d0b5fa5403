package io.mcpscore.gateway.ops;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the description of the API says about the whole of it. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "MCP Security Score API",
            version = "1",
            description =
                "Judges MCP servers by reading their source. Every answer to an authenticated"
                    + " request carries X-RateLimit-Limit, X-RateLimit-Remaining and"
                    + " X-RateLimit-Reset; every error has the body"
                    + " {\"error\":{\"code\",\"message\",\"details\"}}. What is no HTTP request"
                    + " (a target that is no URI, lines that are too long) is refused with 400,"
                    + " 414 or 431 and no body. Agents find the same as tools of the MCP server at"
                    + " /mcp.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")))
@SecurityScheme(
    securitySchemeName = "apiKey",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "mcp_sk_… or JWT",
    description =
        "An API key; where people sign in with an identity provider, its access token as well.")
@SecurityScheme(
    securitySchemeName = "adminToken",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer")
public class ApiDescription extends Application {}
