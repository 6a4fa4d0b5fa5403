package io.mcpscore.engine.check.secrets;

import static io.mcpscore.engine.check.secrets.SecretFormat.prefixed;
import static io.mcpscore.engine.check.secrets.SecretFormat.within;

import java.util.List;

/**
 * The known forms of keys. Only secrets: publishable keys, test keys and ids that providers call
 * public are left out.
 */
final class SecretFormats {

  private static final String WORD = "[A-Za-z0-9_-]";
  private static final String ALNUM = "[A-Za-z0-9]";
  private static final String HEX = "[0-9a-f]";

  /** The whole key, so that all of it is hidden, also where it is written on one line. */
  static final SecretFormat PRIVATE_KEY =
      within(
          "private key",
          "PRIVATE KEY-----",
          24,
          4200,
          "-----BEGIN (?:RSA |EC |DSA |OPENSSH )?PRIVATE KEY-----"
              + "(?:\\\\n|\\\\r|\\s){1,4}[A-Za-z0-9+/=\\\\\\s\"',]{60,4000}");

  /** Every form, in a fixed order. */
  static final List<SecretFormat> ALL =
      List.of(
          prefixed("AWS", "AKIA", "[A-Z2-7]{16}"),
          prefixed("AWS", "ASIA", "[A-Z2-7]{16}"),
          prefixed("OpenAI", "sk-proj-", WORD + "{40,180}"),
          prefixed("OpenAI", "sk-svcacct-", WORD + "{40,180}"),
          prefixed("OpenAI", "sk-admin-", WORD + "{40,180}"),
          within("OpenAI", "T3BlbkFJ", 24, "sk-" + ALNUM + "{20}T3BlbkFJ" + ALNUM + "{20}"),
          prefixed("Anthropic", "sk-ant-", "[a-z]{3,6}[0-9]{2}-" + WORD + "{80,120}"),
          prefixed("OpenRouter", "sk-or-v1-", HEX + "{64}"),
          prefixed("GitHub", "ghp_", ALNUM + "{36}"),
          prefixed("GitHub", "gho_", ALNUM + "{36}"),
          prefixed("GitHub", "ghu_", ALNUM + "{36}"),
          prefixed("GitHub", "ghs_", ALNUM + "{36}"),
          prefixed("GitHub", "ghr_", ALNUM + "{36}"),
          prefixed("GitHub", "github_pat_", ALNUM + "{22}_" + ALNUM + "{59}"),
          prefixed("GitLab", "glpat-", WORD + "{20,52}"),
          prefixed("GitLab", "glrt-", WORD + "{20,52}"),
          prefixed("GitLab", "glptt-", HEX + "{40}"),
          prefixed("Stripe", "sk_live_", ALNUM + "{24,99}"),
          prefixed("Stripe", "rk_live_", ALNUM + "{24,99}"),
          prefixed("Stripe", "whsec_", ALNUM + "{32,64}"),
          prefixed("Slack", "xoxb-", "[0-9]{10,13}-[0-9]{10,13}-" + ALNUM + "{24}"),
          prefixed("Slack", "xoxp-", "[0-9]{10,13}-[0-9]{10,13}-[0-9]{10,13}-" + HEX + "{32}"),
          prefixed("Slack", "xapp-1-", "[A-Z0-9]{9,12}-[0-9]{12,14}-" + HEX + "{64}"),
          prefixed(
              "Slack",
              "https://hooks.slack.com/services/",
              "T[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/" + ALNUM + "{24}"),
          prefixed("Google", "AIza", WORD + "{35}"),
          prefixed("Google", "GOCSPX-", WORD + "{28}"),
          prefixed("Google", "ya29.", WORD + "{60,250}"),
          prefixed("SendGrid", "SG.", WORD + "{22}\\." + WORD + "{43}"),
          prefixed("Mailgun", "key-", HEX + "{32}"),
          within("Mailchimp", "-us", 32, HEX + "{32}-us[0-9]{1,2}"),
          within("Telegram", ":AA", 10, "[0-9]{8,10}:AA" + WORD + "{33}"),
          prefixed(
              "Discord", "https://discord.com/api/webhooks/", "[0-9]{17,20}/" + WORD + "{60,68}"),
          prefixed("npm", "npm_", ALNUM + "{36}"),
          prefixed("PyPI", "pypi-AgEIcHlwaS5vcmc", WORD + "{50,250}"),
          prefixed("RubyGems", "rubygems_", HEX + "{48}"),
          prefixed("Docker Hub", "dckr_pat_", WORD + "{27}"),
          prefixed("Hugging Face", "hf_", "[A-Za-z]{34}"),
          prefixed("Replicate", "r8_", ALNUM + "{37}"),
          prefixed("Groq", "gsk_", ALNUM + "{52}"),
          prefixed("xAI", "xai-", ALNUM + "{80}"),
          prefixed("Perplexity", "pplx-", ALNUM + "{48}"),
          prefixed("Tavily", "tvly-", "(?:dev-|prod-)?" + ALNUM + "{32}"),
          prefixed("Firecrawl", "fc-", HEX + "{32}"),
          prefixed("LangSmith", "lsv2_", "(?:pt|sk)_" + HEX + "{32}_" + HEX + "{10}"),
          prefixed("Pinecone", "pcsk_", ALNUM + "{4,8}_" + ALNUM + "{50,70}"),
          prefixed("ElevenLabs", "sk_", HEX + "{48}"),
          prefixed("Brave Search", "BSA", WORD + "{27,28}"),
          prefixed("E2B", "e2b_", HEX + "{40}"),
          prefixed("Context7", "ctx7sk-", "[0-9a-f]{8}-[0-9a-f-]{27}"),
          prefixed("DigitalOcean", "dop_v1_", HEX + "{64}"),
          prefixed("DigitalOcean", "doo_v1_", HEX + "{64}"),
          prefixed("Shopify", "shpat_", "[0-9a-fA-F]{32}"),
          prefixed("Shopify", "shpss_", "[0-9a-fA-F]{32}"),
          prefixed("Square", "sq0csp-", WORD + "{43}"),
          prefixed("Square", "sq0atp-", WORD + "{22}"),
          prefixed("Linear", "lin_api_", ALNUM + "{40}"),
          prefixed("Notion", "ntn_", ALNUM + "{46}"),
          prefixed("Notion", "secret_", ALNUM + "{43}"),
          within("Airtable", "pat", 0, "pat" + ALNUM + "{14}\\." + HEX + "{64}"),
          prefixed("Atlassian", "ATATT3xFfGF0", "[A-Za-z0-9_=-]{160,200}"),
          prefixed("Figma", "figd_", WORD + "{40,43}"),
          prefixed("Postman", "PMAK-", HEX + "{24}-" + HEX + "{34}"),
          prefixed("New Relic", "NRAK-", "[A-Z0-9]{27}"),
          prefixed("Grafana", "glsa_", ALNUM + "{32}_[0-9a-fA-F]{8}"),
          prefixed("Databricks", "dapi", HEX + "{32}"),
          prefixed("Supabase", "sbp_", HEX + "{40}"),
          prefixed("Supabase", "sb_secret_", WORD + "{31,36}"),
          prefixed("PlanetScale", "pscale_tkn_", "[A-Za-z0-9_.-]{32,64}"),
          prefixed("PlanetScale", "pscale_pw_", "[A-Za-z0-9_.-]{32,64}"),
          prefixed("Doppler", "dp.pt.", ALNUM + "{40,44}"),
          prefixed("Doppler", "dp.st.", "(?:[a-z0-9_-]{2,35}\\.)?" + ALNUM + "{40,44}"),
          prefixed("HashiCorp Vault", "hvs.", WORD + "{90,120}"),
          within(
              "Terraform Cloud", ".atlasv1.", 14, ALNUM + "{14}\\.atlasv1\\." + WORD + "{60,70}"),
          prefixed("Pulumi", "pul-", HEX + "{40}"),
          prefixed("Sentry", "sntryu_", HEX + "{64}"),
          prefixed("Dynatrace", "dt0c01.", "[A-Z0-9]{24}\\.[A-Z0-9]{64}"),
          prefixed("Azure Storage", "AccountKey=", "[A-Za-z0-9+/]{86}=="),
          within("Azure", "8Q~", 3, "[A-Za-z0-9_~.]{3}8Q~[A-Za-z0-9_~.-]{31,34}"),
          prefixed("Netlify", "nfp_", ALNUM + "{36}"),
          prefixed("Heroku", "HRKU-AA", WORD + "{58}"),
          prefixed("Resend", "re_", ALNUM + "{8}_" + ALNUM + "{24}"),
          prefixed("MCP Security Score", "mcp_sk_", ALNUM + "{32}"),
          PRIVATE_KEY);

  private SecretFormats() {}
}
