/**
 * Parts of a repository that are judged on their own: what one of them holds decides nothing about
 * another, so that a later scan judges those alone that changed.
 */
package io.mcpscore.engine.part;
