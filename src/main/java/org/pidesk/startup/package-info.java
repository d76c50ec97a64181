/**
 * Refuses to start where production would not be safe, with a sentence for each reason, and has a node wait for its
 * database.
 */
@ApplicationModule(allowedDependencies = {})
package org.pidesk.startup;

import org.springframework.modulith.ApplicationModule;
