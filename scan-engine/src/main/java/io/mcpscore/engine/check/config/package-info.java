/** Settings that a repository ships. */
package io.mcpscore.engine.check.config;
