/** A room of the crooked house that may import nothing. */
@ApplicationModule(allowedDependencies = {})
package org.pidesk.house.crooked.cellar;

import org.springframework.modulith.ApplicationModule;
