/** Shows compliance managers in Cockpit how late the cases of their organisation are, and changes nothing. */
@ApplicationModule(allowedDependencies = {"kernel", "engine", "organisation", "sla", "staff", "request", "watch"})
package org.pidesk.cockpit;

import org.springframework.modulith.ApplicationModule;
