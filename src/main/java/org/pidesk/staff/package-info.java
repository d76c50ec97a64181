/** Keeps the accounts of the people who work at the desk: roles, organisation, passwords and second factors. */
@ApplicationModule(allowedDependencies = {"kernel", "activity"})
package org.pidesk.staff;

import org.springframework.modulith.ApplicationModule;
