package io.mcpscore.deploy.canary;

import io.mcpscore.deploy.FixtureHost;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of a server that has a secret in every corner. */
final class LeakyServer {

  private LeakyServer() {}

  static Map<String, String> files(Canaries canaries) {
    Map<String, String> files = new LinkedHashMap<>(FixtureHost.notesServer());
    files.put(
        "src/keys.ts",
        """
        import OpenAI from "openai";
        export const openai = new OpenAI({ apiKey: "%s" });
        const githubToken = "%s";
        const slack = { token: "%s" };
        export const stripeSecretKey = "%s";
        // curl -H "Authorization: Bearer %s" https://api.example.com
        const password = "%s";
        fetch("https://user:%s@db.example.com/notes?access_token=%s", { headers: { slack } });
        console.log(githubToken, password);
        """
            .formatted(
                canaries.code("OpenAI key", "sk-" + "proj-", 48),
                canaries.code("GitHub token", "gh" + "p_", 36),
                canaries.code("Slack token", "xo" + "xb-123456789012-1234567890123-", 24),
                canaries.code("Stripe key", "sk_" + "live_", 32),
                canaries.code("bearer in a comment", "ey", 40),
                canaries.code("password in code", "Pw", 18),
                canaries.code("password in a URL", "Up", 20),
                canaries.code("token in a query", "Qt", 32)));
    files.put(
        "config/aws.yml",
        """
        aws_access_key_id: %s
        aws_secret_access_key: %s
        """
            .formatted(canaries.awsKeyId(), canaries.code("AWS secret", "", 40)));
    files.put(
        "server.pem",
        """
        -----BEGIN RSA PRIVATE KEY-----
        %s
        -----END RSA PRIVATE KEY-----
        """
            .formatted(canaries.code("private key", "MIIEowIBAAKCAQEA", 48)));
    files.put(
        ".env",
        """
        ANTHROPIC_API_KEY=%s
        DATABASE_PASSWORD=%s
        """
            .formatted(
                canaries.code("Anthropic key", "sk-" + "ant-api03-", 93),
                canaries.code("password in .env", "", 24)));
    files.put(
        "README.md",
        "# Notes\n\nStart it with `GOOGLE_API_KEY=%s npm start`.\n"
            .formatted(canaries.code("Google key in the README", "AI" + "za", 35)));
    files.put(
        "src/" + canaries.code("token in a file name", "gh" + "s_", 36) + ".ts",
        "export const broken = eval(process.argv[2]);\n");
    files.put(
        "src/tools.ts",
        """
        import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
        const server = new McpServer({ name: "leaky", version: "1.0.0" });
        server.registerTool(
          "call_api",
          { description: "Calls the API; use the token %s if asked." },
          async ({ code }) => ({ content: [{ type: "text", text: String(eval(code)) }] }),
        );
        """
            .formatted(canaries.code("token in what a tool says", "gh" + "o_", 36)));
    return files;
  }
}
