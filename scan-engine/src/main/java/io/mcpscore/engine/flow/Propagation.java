package io.mcpscore.engine.flow;

import java.util.Set;
import java.util.regex.Pattern;

/** What functions from outside the repository do with the values that they are given. */
final class Propagation {

  /** Methods of texts, lists and tables whose result is a number or a truth value. */
  private static final Set<String> MEASURING =
      words(
          """
          length size indexOf lastIndexOf includes startsWith endsWith test has every some
          findIndex charCodeAt codePointAt localeCompare hasOwnProperty getTime toFixed count
          index rindex startswith endswith isdigit isalnum isalpha isnumeric isidentifier isspace
          is_relative_to is_file is_dir exists is_absolute __len__ hexdigest digest
          """);

  /** Functions whose result is a number, a truth value or a digest. */
  private static final Set<String> HARMLESS =
      words(
          """
          Number parseInt parseFloat Boolean BigInt isNaN isFinite Date Number.parseInt
          Number.parseFloat Number.isInteger Array.isArray Math.min Math.max Math.floor Math.round
          Math.ceil Math.trunc console.log console.error console.warn console.info console.debug
          int float bool len isinstance type range id hash ord abs min max sum round all any print
          callable issubclass hasattr enumerate.count uuid.UUID datetime.datetime datetime.date
          zoneinfo.ZoneInfo os.path.exists os.path.isfile os.path.isdir os.path.getsize
          os.path.isabs path.isAbsolute crypto.createHash os.path.islink path.default.isAbsolute
          """);

  /** Functions whose result is made of what they are given. */
  private static final Set<String> PASSING =
      words(
          """
          String Object Array Set Map URL URLSearchParams RegExp Error Promise Buffer.from
          JSON.parse JSON.stringify bson.EJSON.parse mongodb.EJSON.parse bson.json_util.loads Object.assign Object.entries Object.values Object.keys
          Object.fromEntries graphql-request.gql graphql-tag graphql-tag.gql Array.from Array.of String.raw Promise.all Promise.resolve
          Promise.allSettled Promise.race decodeURIComponent decodeURI encodeURI
          encodeURIComponent escape unescape atob btoa structuredClone util.format util.promisify
          str bytes bytearray repr format list tuple set dict dict.fromkeys frozenset sorted reversed zip map
          filter enumerate iter next vars getattr super json.loads json.dumps re.sub re.split
          re.findall re.match re.search re.compile re.escape shlex.split shlex.join shlex.quote
          copy.copy copy.deepcopy typing.cast asyncio.gather asyncio.wait_for asyncio.shield
          asyncio.create_task string.Template textwrap.dedent io.StringIO io.BytesIO
          itertools.chain os.fspath os.path.expandvars html.escape html.unescape base64.b64decode
          marked marked.parse marked.marked marked.marked.parse markdown-it().render showdown.Converter().makeHtml
          markdown.markdown markdown2.markdown mistune.html base64.b64encode binascii.unhexlify codecs.decode types.SimpleNamespace
          base64.urlsafe_b64decode base64.b32decode base64.b85decode
          binascii.a2b_base64 codecs.encode
          types.MappingProxyType functools.reduce dataclasses.asdict dataclasses.astuple
          dataclasses.replace string.capwords zlib.decompress gzip.decompress bz2.decompress
          lzma.decompress email.message_from_string email.message_from_bytes
          contextlib.nullcontext contextlib.closing bytes.fromhex
          """);

  private static final Set<String> PASSING_MODULES =
      Set.of(
          "path.",
          "os.path.",
          "pathlib.",
          "urllib.parse.",
          "querystring.",
          "url.",
          "lodash.",
          "collections.",
          "itertools.",
          "more_itertools.");

  /** Functions that give the same thing in another form when they get one operand. */
  private static final Set<String> NORMALIZING =
      words(
          """
          resolve normalize realpath realpathSync native abspath normpath expanduser expandvars
          absolute strip trim toString String str Path PurePath fspath fileURLToPath normcase
          as_posix lower toLowerCase upper toUpperCase casefold quote URL urlparse urlsplit
          """);

  /** Functions that give a text other characters than it was tested for. */
  private static final Set<String> DECODING =
      words(
          """
          decodeURIComponent decodeURI unescape unquote unquote_plus unquote_to_bytes atob b64decode
          urlsafe_b64decode
          """);

  /** Methods that give parts of what they are called on, or hand it to a function. */
  private static final Set<String> ITERATING =
      words(
          """
          map forEach filter flatMap find some every reduce reduceRight then findLast sort toSorted
          """);

  /** Methods that put their arguments into what they are called on. */
  private static final Set<String> STORING =
      words(
          """
          push unshift append extend insert add update set appendleft setdefault splice
          """);

  /** Functions of Python, also of pools, that call their first argument with items of the rest. */
  private static final Set<String> APPLYING =
      words(
          """
          map filter starmap imap imap_unordered filterfalse takewhile dropwhile
          """);

  private static final Pattern LOOK_UP =
      Pattern.compile(
          "(?:get|fetch|find|query|load|read|select|lookup|list|search|request|post|put|delete|execute"
              + "|send|run|count|is|has|exists|call|create|save|write|info|debug|warn|error|log|emit)"
              + "(?:[A-Z_].*)?");

  private static final Set<String> CUTTING = Set.of("slice", "substring", "substr", "at");

  private static final Pattern FILLING =
      Pattern.compile(
          "(?:queue|asyncio|multiprocessing|asyncio\\.queues|janus|anyio)\\.\\w{0,20}Queue\\(\\)"
              + "\\.put(?:_nowait)?|io\\.(?:StringIO|BytesIO)\\(\\)\\.write(?:lines)?"
              + "|collections\\.deque\\(\\)\\.(?:append|appendleft|extend|extendleft)");

  /** Methods that build their result from their arguments. */
  private static final Set<String> BUILDING =
      words(
          """
          concat join joinpath format format_map replace replaceAll padStart padEnd with_name
          with_suffix encode decode parse safeParse parseAsync safeParseAsync render substitute
          validate model_validate parse_obj validateSync
          """);

  private Propagation() {}

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  static boolean isMeasuring(String method) {
    return MEASURING.contains(method);
  }

  static boolean isHarmless(String function) {
    return HARMLESS.contains(function)
        || function.startsWith("hashlib.")
        || function.startsWith("logging.")
        || isAnswer(function);
  }

  /** Whether a function makes a part of an answer, which matters only where answers do. */
  static boolean isAnswer(String function) {
    return function.startsWith("mcp.types.");
  }

  static boolean isPassing(String function) {
    return PASSING.contains(function)
        || PASSING_MODULES.stream().anyMatch(function::startsWith)
        || function.endsWith(".realpath")
        || function.endsWith(".realpathSync")
        || function.endsWith("Error")
        || function.endsWith("Exception");
  }

  static boolean isNormalizing(String name) {
    return NORMALIZING.contains(name);
  }

  static boolean isDecoding(String function) {
    return DECODING.contains(function);
  }

  static boolean isIterating(String method) {
    return ITERATING.contains(method);
  }

  /** Whether a method's result is made of what the function that it is given returns, alone. */
  static boolean isMapping(String method) {
    return method.equals("map") || method.equals("flatMap");
  }

  /** Whether a function of Python runs another one on the items of what follows it. */
  static boolean isApplying(String function) {
    return APPLYING.contains(function);
  }

  /** Whether a method of a library's object puts its argument into that object. */
  static boolean isFilling(String function) {
    return FILLING.matcher(function).matches();
  }

  static boolean isStoring(String method) {
    return STORING.contains(method);
  }

  static boolean isBuilding(String method) {
    return BUILDING.contains(method);
  }

  /** Whether a method looks something up or cuts, so that its result is not the argument. */
  static boolean isLookup(String method) {
    return CUTTING.contains(method) || LOOK_UP.matcher(method).matches();
  }
}
