/** Keeps who said yes or no to marketing, for what and how, what shows it, and who was asked for it once. */
@ApplicationModule(allowedDependencies = {"kernel", "activity", "organisation", "contact", "suppression", "vault"})
package org.pidesk.consent;

import org.springframework.modulith.ApplicationModule;
