/**
 * Tree-sitter, called through the foreign function interface, in processes of its own: hostile
 * files can make the native parser run for minutes, eat memory without bound or crash, and none of
 * that may reach the service. {@link io.mcpscore.engine.parser.ParserPool} is what services use;
 * {@link io.mcpscore.engine.parser.DirectParser} parses in the calling process and is for trusted
 * text.
 *
 * <p>The classes that the parser process loads ({@code ParserMain} and what it needs) import
 * nothing beyond the JDK, {@code syntax} and {@code source}, so that it starts fast.
 */
package io.mcpscore.engine.parser;
