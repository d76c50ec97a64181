package org.pidesk.organisation;

/**
 * What an organisation uses people's information for (section 13), and what allows it.
 *
 * @param name in words for the person
 * @param law which law asks for it; null where none does
 */
public record Purpose(String name, Ground ground, String law, Scope scope) {

    /** What makes processing lawful (section 11(1)). */
    public enum Ground {
        CONSENT("section 11(1)(a)"),
        CONTRACT("section 11(1)(b)"),
        LAW("section 11(1)(c)"),
        DATA_SUBJECT_INTEREST("section 11(1)(d)"),
        PUBLIC_LAW_DUTY("section 11(1)(e)"),
        LEGITIMATE_INTEREST("section 11(1)(f)");

        private final String section;

        Ground(String section) {
            this.section = section;
        }

        public String section() {
            return section;
        }
    }

    /** Whose information it uses. */
    public enum Scope {
        RECORD,
        ENQUIRIES,
        /** Of those to whom something was sold. */
        SALES,
        MARKETING
    }

    /**
     * Whether it uses a record of this kind now: without consent, nothing rests on consent. That to marketing is one of its
     * own, which stands without the other.
     */
    public boolean appliesTo(
            boolean hasEnquiries, boolean hasBought, boolean consentsToProcessing, boolean consentsToMarketing) {
        if (ground == Ground.CONSENT && scope != Scope.MARKETING && !consentsToProcessing) {
            return false;
        }
        return switch (scope) {
            case RECORD -> true;
            case ENQUIRIES -> hasEnquiries;
            case SALES -> hasBought;
            case MARKETING -> consentsToMarketing;
        };
    }
}
