package io.mcpscore.gateway.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The methods that a path has, for the {@code Allow} header, which the resource layer omits. */
@Singleton
public class AllowedMethods {

  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

  private final List<Entry> entries = new ArrayList<>();

  AllowedMethods(BeanManager beans) {
    for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      Path path = bean.getBeanClass().getAnnotation(Path.class);
      if (path != null) {
        for (Method method : bean.getBeanClass().getMethods()) {
          add(path.value(), method);
        }
      }
    }
  }

  /** Value of the header for a path; the empty text when no resource has it. */
  public String of(String path) {
    List<Entry> matching =
        entries.stream().filter(entry -> entry.path().matcher(path).matches()).toList();
    // As the resource layer does: a path that is named goes before one with variables.
    int fewest = matching.stream().mapToInt(Entry::variables).min().orElse(0);
    TreeSet<String> methods = new TreeSet<>();
    matching.stream()
        .filter(entry -> entry.variables() == fewest)
        .forEach(entry -> methods.add(entry.method()));
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return String.join(", ", methods);
  }

  private void add(String base, Method method) {
    Path below = method.getAnnotation(Path.class);
    String template = below == null ? base : base + below.value();
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        String pattern = VARIABLE.matcher(template).replaceAll("[^/]+") + "/?";
        int variables = (int) VARIABLE.matcher(template).results().count();
        entries.add(new Entry(Pattern.compile(pattern), variables, verb.value()));
      }
    }
  }

  private record Entry(Pattern path, int variables, String method) {}
}
