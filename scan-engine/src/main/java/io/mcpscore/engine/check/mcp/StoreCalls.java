package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.NamePattern;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls of the clients of data stores, which say by their names what becomes of the records. */
final class StoreCalls {

  private static final Pattern MONGO =
      Pattern.compile(
          "(?:pymongo|motor|mongodb|mongoose)\\b.{0,200}\\.(delete_?(?:one|many)|drop(?:_?(?:collection"
              + "|database))?|(?:insert|update|replace)_?(?:one|many)|bulk_?write"
              + "|find_?one_?and_?(?:update|replace|delete))",
          Pattern.CASE_INSENSITIVE);

  /** Values are set, and keys removed, for caches and locks most of all. */
  private static final Pattern REDIS =
      Pattern.compile(
          "(?:ioredis|redis|aioredis|valkey|iovalkey|@redis/client|@upstash/redis)\\b.{0,200}"
              + "\\.(?:(del|delete|unlink|flushall|flushdb|getdel)|hdel|lrem|srem"
              + "|zrem(?:rangeby\\w{3,8})?|ltrim|xdel|xtrim)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TABLES =
      Pattern.compile(
          "(?:@prisma/client|@supabase/supabase-js|supabase|@elastic/elasticsearch|elasticsearch"
              + "|@opensearch-project/opensearch|opensearchpy|@google-cloud/firestore"
              + "|google\\.cloud\\.firestore|firebase-admin)\\b.{0,200}"
              + "\\.(delete(?:_?(?:many|by_?query|all))?|update(?:_?(?:many|by_?query))?|upsert|insert"
              + "|create_?many)",
          Pattern.CASE_INSENSITIVE);

  /** Any of them: most calls are none. */
  private static final NamePattern STORES =
      NamePattern.of("(?i)(?:" + MONGO + ")|(?:" + REDIS + ")|(?:" + TABLES + ")");

  private StoreCalls() {}

  /** What a call changes, or null when nothing is known of it. */
  static ActKind of(Call call) {
    String name = call.callee();
    if (!STORES.matches(name)) {
      return null;
    }
    Matcher mongo = MONGO.matcher(name);
    if (mongo.matches()) {
      String verb = mongo.group(1).toLowerCase(Locale.ROOT);
      return verb.contains("delete") || verb.startsWith("drop")
          ? ActKind.DELETES_DATA
          : ActKind.CHANGES_DATA;
    }
    Matcher redis = REDIS.matcher(name);
    if (redis.matches()) {
      // Items are taken out of a list or set that stays.
      ActKind kind = redis.group(1) == null ? ActKind.CHANGES_DATA : ActKind.DELETES_DATA;
      return Acts.isScratch(call.module(), call.node()) ? null : kind;
    }
    Matcher table = TABLES.matcher(name);
    if (!table.matches() || ActKind.isOwnBook(call)) {
      return null;
    }
    return table.group(1).toLowerCase(Locale.ROOT).startsWith("delete")
        ? ActKind.DELETES_DATA
        : ActKind.CHANGES_DATA;
  }
}
