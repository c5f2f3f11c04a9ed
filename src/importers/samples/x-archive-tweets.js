window.YTD.tweets.part0 = [
  {
    "tweet" : {
      "edit_info" : { "initial" : { "editTweetIds" : [ "1600000000000000001" ], "editsRemaining" : "5" } },
      "source" : "<a href=\"https://mobile.example\" rel=\"nofollow\">Twitter Web App</a>",
      "entities" : {
        "hashtags" : [ { "text" : "HarbourFiles", "indices" : [ "0", "13" ] } ],
        "user_mentions" : [ ],
        "urls" : [ { "url" : "https://t.co/a", "expanded_url" : "https://news.example/a?[x]", "display_url" : "news.example" } ]
      },
      "favorite_count" : "3", "retweet_count" : "1", "id_str" : "1600000000000000001", "id" : "1600000000000000001",
      "created_at" : "Mon Dec 05 20:11:00 +0000 2022", "full_text" : "#HarbourFiles &amp; more https://t.co/a", "lang" : "en"
    }
  },
  {
    "tweet" : {
      "entities" : { "hashtags" : [ ], "user_mentions" : [ { "screen_name" : "bob_invented", "id_str" : "55" } ], "urls" : [ ] },
      "favorite_count" : "0", "retweet_count" : "900", "id_str" : "1600000000000000002", "id" : "1600000000000000002",
      "created_at" : "Mon Dec 05 20:12:00 +0000 2022", "full_text" : "RT @bob_invented: the files are out", "lang" : "en"
    }
  },
  {
    "tweet" : {
      "in_reply_to_status_id_str" : "1600000000000000001", "in_reply_to_user_id_str" : "77", "in_reply_to_screen_name" : "ann_invented",
      "entities" : { "hashtags" : [ ], "user_mentions" : [ ], "urls" : [ ] },
      "id_str" : "1600000000000000003", "id" : "1600000000000000003",
      "created_at" : "Mon Dec 05 20:13:00 +0000 2022", "full_text" : "suite 🌊", "lang" : "fr"
    }
  }
]
