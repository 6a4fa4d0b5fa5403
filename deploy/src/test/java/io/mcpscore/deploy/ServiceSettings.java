package io.mcpscore.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The settings that a packaged Quarkus service reads, taken from its own jars: its {@link
 * ConfigMapping} interfaces and those that the extensions in it document.
 */
final class ServiceSettings {

  private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";

  private final List<Class<?>> mappings;

  private ServiceSettings(List<Class<?>> mappings) {
    this.mappings = mappings;
  }

  /** Settings of the module that was packaged before this one. */
  static ServiceSettings of(String module) throws IOException {
    Path app = Project.top().resolve(module).resolve("target/quarkus-app");
    List<Path> jars = new ArrayList<>();
    for (String folder : List.of("app", "lib/main", "lib/boot")) {
      try (Stream<Path> files = Files.list(app.resolve(folder))) {
        files.filter(f -> f.toString().endsWith(".jar")).forEach(jars::add);
      }
    }
    // Not closed: the classes found through it are used until the test ends.
    ClassLoader loader =
        new URLClassLoader(
            jars.stream().map(ServiceSettings::url).toArray(URL[]::new),
            ServiceSettings.class.getClassLoader());
    List<Class<?>> mappings = new ArrayList<>();
    for (String name : documented(loader)) {
      addMapping(loader, name, mappings);
    }
    try (Stream<Path> own = Files.list(app.resolve("app"))) {
      for (Path jar : own.toList()) {
        for (String name : classesOf(jar)) {
          addMapping(loader, name, mappings);
        }
      }
    }
    return new ServiceSettings(mappings);
  }

  /** A regular expression per setting, over names of environment variables. */
  Set<String> environmentPatterns() {
    Set<String> patterns = new TreeSet<>();
    // Read by the Kafka connector for every channel; it has no mapping interface.
    patterns.add("KAFKA_BOOTSTRAP_SERVERS");
    for (Class<?> mapping : mappings) {
      ConfigMappings.getProperties(ConfigClass.configClass(mapping))
          .keySet()
          .forEach(property -> patterns.add(pattern(property)));
    }
    return patterns;
  }

  /** Names of the product's own settings, {@code *} for the keys of maps; lists as a whole. */
  Set<String> own() {
    Set<String> names = new TreeSet<>();
    for (Class<?> mapping : mappings) {
      ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet().stream()
          .filter(name -> name.startsWith("mcpscore.") && !name.endsWith("[*]"))
          .forEach(names::add);
    }
    return names;
  }

  private static String pattern(String property) {
    StringBuilder pattern = new StringBuilder();
    for (String segment : property.split("\\.")) {
      pattern
          .append(pattern.isEmpty() ? "" : "_")
          .append(
              segment.startsWith("*")
                  ? "[A-Z0-9_]+"
                  : segment.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT));
    }
    return pattern.toString();
  }

  private static void addMapping(ClassLoader loader, String name, List<Class<?>> mappings) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      if (type.isInterface() && type.isAnnotationPresent(ConfigMapping.class)) {
        mappings.add(type);
      }
    } catch (ClassNotFoundException | LinkageError e) {
      // A class of the build, which the packaged service does not hold, so it cannot read it
      // either.
      assert !name.startsWith("io.mcpscore") : name;
    }
  }

  private static Set<String> documented(ClassLoader loader) throws IOException {
    Set<String> names = new TreeSet<>();
    Enumeration<URL> models = loader.getResources(MODEL);
    while (models.hasMoreElements()) {
      try (InputStream in = models.nextElement().openStream()) {
        JsonNode roots = new ObjectMapper().readTree(in).path("configRoots");
        roots.forEach(root -> root.path("qualifiedNames").forEach(n -> names.add(n.asText())));
      }
    }
    return names;
  }

  private static List<String> classesOf(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(e -> e.getName())
          .filter(n -> n.endsWith(".class") && n.startsWith("io/mcpscore/"))
          .map(n -> n.substring(0, n.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
