/** Every setting of the gateway that is not Quarkus's own. */
package io.mcpscore.gateway.config;
