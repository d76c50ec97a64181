package org.pidesk.campaign;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * What may stand in the one question as that which would be written about: names of kinds of goods or services, and no
 * offer of them. What is an offer, no list of words can tell for sure; so little can be typed here at all that there is no
 * place for a link, a number to call or a price, and a second person reads the rest.
 */
final class KindsOfGoods {
    static final String WANTED =
            "Name the kinds of goods or services in a few words, like «used cars, workshop and service»:"
                    + " no price, no share, no link, no number, no gift, no plea.";

    /** Latin letters, as all our languages are written; figures in nothing but the like of 4x4. */
    private static final String WORD = "(?:[\\p{IsLatin}\\p{M}]+|[0-9]x[0-9])";

    private static final Pattern NAME =
            Pattern.compile("(?!(?:.*[0-9]x){2})" + WORD + "(?:(?:,? |,| ?& ?|['’-])" + WORD + ")*+");

    private static final Pattern OFFER = Pattern.compile(
            "\\b(?:r|zar|rands?|cents?|percent|per cent|half price|prices?|priced|free|save|saves|savings?|discounts?|discounted"
                    + "|sale|specials?|bargains?|cheap|cheaper|cheapest|deals?|bonus|offers?|vouchers?|coupons?|promos?"
                    + "|promotions?|reduced|less|off|only|now|today|hurry|from|win|prizes?|gifts?|donate|donations?|buy"
                    + "|call|phone us|visit|click|order|www|https?|dot com)\\b",
            Pattern.CASE_INSENSITIVE);

    private KindsOfGoods() {}

    static boolean isName(String typed) {
        // a letter in another shape is the same letter to who reads it
        var text = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        return NAME.matcher(text).matches() && !OFFER.matcher(text).find();
    }
}
