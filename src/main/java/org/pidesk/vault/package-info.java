/** Seals what must be kept for proof under a key of its own for each sealed text, until that key is destroyed. */
@ApplicationModule(allowedDependencies = {"kernel"})
package org.pidesk.vault;

import org.springframework.modulith.ApplicationModule;
